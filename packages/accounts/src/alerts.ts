import type { Data } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import type { Metrics } from '@truetape/observability';

/** Counts what an operator must look at. */
export function raiseAlert({ type, data }: RecordedEvent, metrics: Metrics): void {
  if (type === 'AccountFrozen') metrics.accountsFrozen.labels().increment();
  const isSuspended = SUSPENDED[type as keyof typeof SUSPENDED] as Suspends | undefined;
  if (isSuspended?.(data as never)) metrics.suspended.labels(type).increment();
}

type Suspends = (data: never) => boolean;

/** Whether something of an event lies in suspense. */
const SUSPENDED = {
  TradeSettled: ({ legs }: Data<'TradeSettled'>) => legs.some(({ suspended }) => suspended),
  TransferReceived: ({ suspended }: Data<'TransferReceived'>) => suspended !== undefined,
  CorrectionSettled: ({ lines }: Data<'CorrectionSettled'>) =>
    lines.some(({ amount, own }) => !amount.startsWith('-') && own !== amount),
} satisfies Readonly<Record<string, Suspends>>;
