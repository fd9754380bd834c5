import type { Data } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';

/** Outcomes of markets that accounts have not settled yet, each market's in its order. */
export class Unsettled {
  readonly #waiting = new Map<string, RecordedEvent[]>();
  count = 0;

  read(event: RecordedEvent, symbol: string): void {
    for (const accountId of settledBy(event)) {
      this.of(accountId, symbol).push(event);
      this.count += 1;
    }
  }

  of(accountId: string, symbol: string): RecordedEvent[] {
    const key = `${accountId} ${symbol}`;
    let waiting = this.#waiting.get(key);
    if (waiting === undefined) {
      waiting = [];
      this.#waiting.set(key, waiting);
    }
    return waiting;
  }

  /** The next one, which is settled or needs no settling. */
  take(accountId: string, symbol: string): RecordedEvent | undefined {
    const next = this.of(accountId, symbol).shift();
    if (next !== undefined) this.count -= 1;
    return next;
  }

  /** Takes what needs no settling any more: an account that has nothing else to settle writes nothing of it. */
  drop(needsNone: (event: RecordedEvent, accountId: string) => boolean): void {
    for (const [key, waiting] of this.#waiting) {
      const [accountId = ''] = key.split(' ');
      while (waiting[0] !== undefined && needsNone(waiting[0], accountId)) {
        waiting.shift();
        this.count -= 1;
      }
    }
  }

  toString(): string {
    const events = [...this.#waiting.values()].flat();
    return events.map(({ type, stream, revision }) => `${type} ${stream} ${revision}`).join(', ');
  }
}

const OF_ONE_ORDER = new Set([
  'OrderRejected',
  'OrderCancelled',
  'OrderExpired',
  'OrderReplaced',
  'OrderReplaceRejected',
]);

/** Whose money, holds or terms it changes. */
function settledBy({ type, data }: RecordedEvent): readonly string[] {
  if (OF_ONE_ORDER.has(type)) return [(data as { readonly accountId: string }).accountId];
  if (type === 'TradeExecuted') {
    const { maker, taker } = data as Data<'TradeExecuted'>;
    return [...new Set([maker.accountId, taker.accountId])];
  }
  if (type === 'TradePrevented') {
    const { mode, maker, taker } = data as Data<'TradePrevented'>;
    return mode === 'decrement' ? [...new Set([maker.accountId, taker.accountId])] : [];
  }
  return [];
}
