import type { ApiRequest } from '@truetape/bench';
import type { EventType, Receipt } from '@truetape/contracts';
import type { Keys } from '../process/support.ts';

/** A request that takes effect once, however often it is sent: it has a key of its own, whatever that is called. */
export interface Keyed {
  readonly key: string;
  /** Whose token it is sent with. */
  readonly token: string;
  readonly request: ApiRequest;
  /** The events that it appends, in their order. The receipt is that of the last. */
  readonly makes: readonly EventType[];
}

export interface Acknowledged {
  readonly receipt: Receipt;
  /** The log position at which it is. */
  readonly position: number;
  /** Of requests about orders. */
  readonly orderId?: string;
}

export type Send = (keyed: Keyed) => Promise<Acknowledged>;

/** Who is on an errand, and what its keys begin with. */
export interface Going {
  readonly name: string;
  readonly keys: Keys;
  readonly trader: Trader;
  readonly below: (limit: number) => number;
  readonly send: Send;
}

type Trader = Keys['traders'][number];
type Errand = (going: Going) => Promise<void>;

/** Of orders that only stand: far below what anybody sells for. */
const DEEP = { side: 'buy', price: '30000' } as const;

function placing(key: string, { token }: Trader, order: object): Keyed {
  const terms = { symbol: 'BTC-USD', type: 'limit', quantity: '0.001', ...order };
  const request = { method: 'POST', path: '/v1/orders', body: { clientOrderId: key, ...terms } };
  return { key, token, request: request as ApiRequest, makes: ['OrderPlaced'] };
}

/** A request that has its key in a header. */
function naming(
  key: string,
  { token }: Pick<Trader, 'token'>,
  request: Omit<ApiRequest, 'headers'>,
  ...makes: readonly EventType[]
): Keyed {
  return { key, token, request: { ...request, headers: { 'idempotency-key': key } }, makes };
}

const moving = (
  key: string,
  { token }: Pick<Trader, 'token'>,
  path: string,
  to: object,
  makes: EventType,
): Keyed => ({
  key,
  token,
  request: { method: 'POST', path, body: { asset: 'USD', amount: '0.01', reference: key, ...to } },
  makes: [makes],
});

/** About half of these trade, some with the same account. */
const trade: Errand = async ({ name, trader, below, send }) => {
  const side = below(2) === 0 ? 'buy' : 'sell';
  await send(placing(name, trader, { side, price: String(64_000 + below(5)) }));
};

const change: Errand = async ({ name, trader, send }) => {
  const { orderId } = await send(placing(`${name}-place`, trader, DEEP));
  const path = `/v1/orders/${orderId}`;
  const replace = { method: 'PATCH', path, body: { price: '30001' } } as const;
  await send(naming(`${name}-replace`, trader, replace, 'OrderReplaceRequested'));
  const cancel = { method: 'DELETE', path } as const;
  await send(naming(`${name}-cancel`, trader, cancel, 'OrderCancelRequested'));
};

/** A deposit to that trader, or to the first. */
export function depositing(
  key: string,
  { operator, traders }: Keys,
  trader: Trader | undefined = traders[0],
): Keyed {
  return moving(key, operator, `/v1/accounts/${trader?.accountId}/deposits`, {}, 'FundsDeposited');
}

const deposit: Errand = async ({ name, keys, trader, send }) => {
  await send(depositing(name, keys, trader));
};

const withdraw: Errand = async ({ name, keys: { operator }, trader, send }) => {
  const path = `/v1/accounts/${trader.accountId}/withdrawals`;
  const { receipt } = await send(moving(`${name}-ask`, trader, path, {}, 'WithdrawalRequested'));
  const approve = `${path}/${trader.accountId}.${receipt.revision}/approve`;
  const request = { method: 'POST', path: approve, body: {} } as const;
  await send(naming(`${name}-approve`, operator, request, 'FundsWithdrawn'));
};

const transfer: Errand = async ({ name, keys: { traders }, trader, below, send }) => {
  const others = traders.filter(({ accountId }) => accountId !== trader.accountId);
  const to = others[below(others.length)]?.accountId;
  const path = `/v1/accounts/${trader.accountId}/transfers`;
  await send(moving(name, trader, path, { to }, 'TransferSent'));
};

/** The market that is stopped now and then, and nobody else trades in. */
export const QUIET_MARKET = 'ETH-USD';

/** One order is cancelled by the switch of its account, another one by that of its market. */
export const turnSwitches: Errand = async ({ name, keys: { operator }, trader, send }) => {
  const scopes = [`accounts/${trader.accountId}`, `instruments/${QUIET_MARKET}`];
  for (const [at, scope] of scopes.entries()) {
    const order = { symbol: QUIET_MARKET, side: 'buy', price: '1000' };
    await send(placing(`${name}-place-${at}`, trader, order));
    const turning = (action: 'trip' | 'release', ...makes: readonly EventType[]) => {
      const body = { action, reason: 'A drill.' };
      const request = { method: 'POST', path: `/v1/${scope}/kill-switch`, body } as const;
      return naming(`${name}-${action}-${at}`, operator, request, ...makes);
    };
    await send(turning('trip', 'KillSwitchTripped', 'OrdersCancelRequested'));
    await send(turning('release', 'KillSwitchReleased'));
  }
};

/** An errand as often as it stands here, of so many. */
export const ERRANDS: readonly Errand[] = [
  ...[trade, trade, trade, trade, change, change],
  ...[deposit, withdraw, transfer],
];
