import type { Balance, Fill, OrderRow } from '@truetape/contracts';
import type { AccountChannel, AccountListener, Body, OpenAccount } from '../../src/index.ts';

type Delta = {
  readonly [C in AccountChannel]: readonly [C, number, Body<C, 'delta'>];
}[AccountChannel];
type PositionLine = Body<'positions', 'snapshot'>['positions'][number];
type LimitsLine = NonNullable<Body<'risk', 'snapshot'>['limits']>[number];

export const CHANNELS = ['orders', 'fills', 'balances', 'positions', 'risk'] as const;

/** A client of all channels of one account: takes a snapshot of each, then adds up what it is told. */
export class Follower implements AccountListener {
  readonly deltas: Delta[] = [];
  /** Where it began, and what it was shown there. */
  position = -1;
  #snapshots = {} as { [C in AccountChannel]: Body<C, 'snapshot'> };
  hasStopped = false;

  readonly onDelta: AccountListener['onDelta'] = (channel, position, body) => {
    this.deltas.push([channel, position, body] as never);
  };

  readonly onStopped = () => {
    this.hasStopped = true;
  };

  begin(account: OpenAccount): void {
    this.deltas.length = 0;
    this.position = account.position();
    this.#snapshots = {
      orders: account.snapshot('orders'),
      fills: account.snapshot('fills'),
      balances: account.snapshot('balances'),
      positions: account.snapshot('positions'),
      risk: account.snapshot('risk'),
    };
  }

  /** What it has made of everything up to a position that is not before its beginning. */
  at(position: number) {
    const { orders, fills, balances, positions, risk } = this.#snapshots;
    const now = {
      orders: new Map(orders.orders.map((line): [string, OrderRow] => [line.orderId, line])),
      fills: [...fills.fills] as Fill[],
      balances: new Map(balances.balances.map((line): [string, Balance] => [line.asset, line])),
      positions: new Map(
        positions.positions.map((line): [string, PositionLine] => [line.symbol, line]),
      ),
      status: risk.status,
      killed: risk.killed,
      limits: new Map((risk.limits ?? []).map((line): [string, LimitsLine] => [line.scope, line])),
    };
    for (const [channel, at, body] of this.deltas) {
      if (at > position) break;
      if (channel === 'orders') {
        for (const line of body.orders) {
          if (line.status === 'pending' || line.status === 'open')
            now.orders.set(line.orderId, line);
          else now.orders.delete(line.orderId);
        }
      } else if (channel === 'fills') now.fills.push(...body.fills);
      else if (channel === 'balances') {
        for (const line of body.balances) now.balances.set(line.asset, line);
      } else if (channel === 'positions') {
        for (const line of body.positions) now.positions.set(line.symbol, line);
      } else {
        now.status = body.status ?? now.status;
        now.killed = body.killed ?? now.killed;
        for (const line of body.limits ?? []) now.limits.set(line.scope, line);
      }
    }
    const sorted = <Line>(lines: Map<string, Line>) =>
      [...lines].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, line]) => line);
    return {
      orders: sorted(now.orders),
      fills: now.fills,
      balances: sorted(now.balances),
      positions: sorted(now.positions),
      risk: { status: now.status, killed: now.killed, limits: sorted(now.limits) },
    };
  }
}
