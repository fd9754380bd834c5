import type { Balance, ChannelMessage, Fill, OrderRow, StreamMessage } from '@truetape/contracts';
import { type FeedClient, openFeed, tokenOf } from './support.ts';

export const CHANNELS = ['orders', 'fills', 'balances', 'positions', 'risk'] as const;
type AccountChannel = (typeof CHANNELS)[number];
type AccountMessage = ChannelMessage<AccountChannel>;
type PositionLine = Extract<ChannelMessage<'positions'>, { type: 'snapshot' }>['positions'][number];
type LimitsLine = NonNullable<ChannelMessage<'risk'>['limits']>[number];

/** All feeds of one account, over one connection after the other. It knows nothing but what it was sent. */
export class AccountClient {
  readonly accountId: string;
  /** How many deltas came whose predecessor had not come. */
  gaps = 0;
  resumed = 0;
  readonly #sequences = new Map<AccountChannel, number>();
  readonly #orders = new Map<string, OrderRow>();
  readonly #balances = new Map<string, Balance>();
  readonly #positions = new Map<string, PositionLine>();
  readonly #limits = new Map<string, LimitsLine>();
  #fills: Fill[] = [];
  #status: string | undefined;
  #killed: boolean | undefined;
  #feed: FeedClient | undefined;
  #taken = 0;

  constructor(accountId: string) {
    this.accountId = accountId;
  }

  async connect(port: number, logId: string): Promise<void> {
    const headers = { authorization: `Bearer ${tokenOf(this.accountId)}` };
    this.#feed = await openFeed(port, { headers });
    this.#taken = 0;
    for (const channel of CHANNELS) {
      const sequence = this.#sequences.get(channel);
      const more = sequence === undefined ? {} : { resume: { logId, sequence } };
      this.#feed.subscribe(channel, { accountId: this.accountId }, more);
    }
  }

  get isConnected(): boolean {
    return this.#feed !== undefined;
  }

  disconnect(): void {
    this.take();
    this.#feed?.socket.terminate();
    this.#feed = undefined;
  }

  /** Takes what has come since the last time, all of it unless told to leave some of it out. */
  take(isLost: (message: StreamMessage) => boolean = () => false): void {
    for (const message of this.#feed?.messages.slice(this.#taken) ?? []) {
      this.#taken += 1;
      if (isLost(message)) continue;
      if (message.type === 'subscribed' && message.resumed) this.resumed += 1;
      if ('channel' in message && 'accountId' in message) this.#apply(message as AccountMessage);
    }
  }

  /** What it has now, by channel; of the fills the newest. */
  shown(fills: number) {
    const sorted = <Line>(lines: Map<string, Line>) =>
      [...lines].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, line]) => line);
    return {
      orders: sorted(this.#orders),
      fills: this.#fills.slice(-fills),
      balances: sorted(this.#balances),
      positions: sorted(this.#positions),
      risk: { status: this.#status, killed: this.#killed, limits: sorted(this.#limits) },
    };
  }

  #apply(message: AccountMessage): void {
    const have = this.#sequences.get(message.channel) ?? -1;
    if (message.type === 'delta') {
      if (message.sequence <= have) return;
      if (message.previous > have) {
        this.gaps += 1;
        return;
      }
    } else this.#forget(message.channel);
    this.#sequences.set(message.channel, message.sequence);
    switch (message.channel) {
      case 'orders':
        for (const line of message.orders) {
          const isOver = line.status !== 'pending' && line.status !== 'open';
          if (isOver) this.#orders.delete(line.orderId);
          else this.#orders.set(line.orderId, line);
        }
        return;
      case 'fills':
        this.#fills.push(...message.fills);
        return;
      case 'balances':
        for (const line of message.balances) this.#balances.set(line.asset, line);
        return;
      case 'positions':
        for (const line of message.positions) this.#positions.set(line.symbol, line);
        return;
      default:
        this.#status = message.status ?? this.#status;
        this.#killed = message.killed ?? this.#killed;
        for (const line of message.limits ?? []) this.#limits.set(line.scope, line);
    }
  }

  #forget(channel: AccountChannel): void {
    if (channel === 'orders') this.#orders.clear();
    else if (channel === 'fills') this.#fills = [];
    else if (channel === 'balances') this.#balances.clear();
    else if (channel === 'positions') this.#positions.clear();
    else this.#limits.clear();
  }
}
