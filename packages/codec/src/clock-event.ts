import { type Data, idOf } from '@truetape/contracts';
import { type ClockEvent, orderIdOf } from '@truetape/domain';
import type { RecordedEvent } from '@truetape/kernel';
import { timeOf } from './time.ts';

const NOTHING: readonly ClockEvent[] = [];

/** What an event says to the clock of the markets: mostly nothing. */
export function readClockEvents({ type, stream, revision, data }: RecordedEvent) {
  const read = READERS[type as keyof typeof READERS] as Reader | undefined;
  return read === undefined ? NOTHING : read(data as never, stream, revision);
}

type Reader = (data: never, stream: string, revision: number) => readonly ClockEvent[];

const READERS = {
  InstrumentListed: ({ at }: Data<'InstrumentListed'>) => [
    { type: 'TradingBegun', at: timeOf(at) },
  ],
  OrderPlaced: ({ dueAt }: Data<'OrderPlaced'>, stream: string, revision: number) =>
    added(orderIdOf(idOf('account', stream) ?? '', revision), dueAt),
  OrderClosed: ({ orderId }: Data<'OrderClosed'>) => [removed(orderId)],
  TradeSettled: ({ legs }: Data<'TradeSettled'>) =>
    legs.filter(({ remaining }) => remaining === '0').map(({ orderId }) => removed(orderId)),
  MarketStateChanged: ({ dueAt }: Data<'MarketStateChanged'>, stream: string) => {
    const symbol = idOf('market', stream) ?? '';
    return dueAt === undefined ? [removed(symbol)] : added(symbol, dueAt);
  },
  SilenceTimerSet: ({ dueAt }: Data<'SilenceTimerSet'>, stream: string) => {
    const accountId = idOf('account', stream) ?? '';
    return dueAt === undefined ? [removed(accountId)] : added(accountId, dueAt);
  },
  ClockAdvanced: ({ at, to }: Data<'ClockAdvanced'>) => [
    { type: 'ClockAdvanced', at: timeOf(at), to: timeOf(to) },
  ],
} as const satisfies Readonly<Record<string, Reader>>;

function added(name: string, dueAt: string | undefined): readonly ClockEvent[] {
  return dueAt === undefined ? NOTHING : [{ type: 'DueAdded', name, dueAt: timeOf(dueAt) }];
}

const removed = (name: string): ClockEvent => ({ type: 'DueRemoved', name });
