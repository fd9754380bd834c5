import type { RecordedEvent } from '@truetape/kernel';
import type { Model } from '../model/model.ts';
import type { History } from '../store/history.ts';
import { holds } from '../violation.ts';

/**
 * What kill switches promise, by positions in the log alone: no input that comes while one is on fills in its scope, and no
 * order is open that stood when it was tripped.
 */
export function checkKillSwitches(history: History, { accounts, markets }: Model): void {
  const turns = new Map(
    [...markets.all.keys()].map((symbol) => [symbol, turnsOf(history, symbol)]),
  );
  for (const event of history.events) {
    if (event.type !== 'TradeExecuted' || event.causation === undefined) continue;
    const input = history.at(event.causation.stream, event.causation.revision);
    const symbol = event.stream.slice('market-'.length);
    const isOn = isKilled(turns.get(symbol) ?? [], input?.position ?? 0);
    holds(!isOn, 'no input after a kill switch fills', () => `${event.stream} ${event.revision}`);
  }
  for (const { accountId, openOrders } of accounts.values()) {
    for (const { orderId, placedRevision, placed } of openOrders) {
      const placedAt = history.at(`account-${accountId}`, placedRevision)?.position ?? 0;
      const tripped = turns.get(placed.symbol)?.findLast(({ type }) => type === TRIPPED);
      holds(
        (tripped?.position ?? -1) < placedAt,
        'a kill switch cancels what stands',
        () => orderId,
      );
    }
  }
}

const TRIPPED = 'KillSwitchTripped';
const RELEASED = 'KillSwitchReleased';

/** Of a market and of the venue, in the order of the log. */
function turnsOf({ streams }: History, symbol: string): readonly RecordedEvent[] {
  return ['venue', `instrument-${symbol}`]
    .flatMap((stream) => streams.get(stream) ?? [])
    .filter(({ type }) => type === TRIPPED || type === RELEASED)
    .sort((one, other) => one.position - other.position);
}

function isKilled(turns: readonly RecordedEvent[], position: number): boolean {
  const on = new Set<string>();
  for (const { type, stream, position: turnedAt } of turns) {
    if (turnedAt > position) break;
    if (type === TRIPPED) on.add(stream);
    else on.delete(stream);
  }
  return on.size > 0;
}
