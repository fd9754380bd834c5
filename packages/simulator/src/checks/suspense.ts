import type { Data } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import type { History } from '../store/history.ts';
import { holds } from '../violation.ts';
import type { OrderDesk } from '../world/order-desk.ts';

/** Why something of an event lies in suspense; undefined when nothing does. */
export function suspenseOf({ type, data }: RecordedEvent): string | undefined {
  if (type === 'TransferReceived') return (data as Data<'TransferReceived'>).suspended;
  if (type === 'CorrectionSettled') {
    const { lines } = data as Data<'CorrectionSettled'>;
    const isLacking = lines.some(({ amount, own }) => !amount.startsWith('-') && own !== amount);
    return isLacking ? 'correction' : undefined;
  }
  if (type !== 'TradeSettled') return undefined;
  const { legs } = data as Data<'TradeSettled'>;
  return legs.some(({ suspended }) => suspended === true) ? 'asset-delisted' : undefined;
}

/** Whoever has read the log ever since it takes requests has told of all that lies in suspense. */
export function checkAlerts({ alerts, liveAfter }: OrderDesk, { events }: History): void {
  const suspended = events.slice(liveAfter + 1).filter((event) => suspenseOf(event) !== undefined);
  holds(alerts.suspended >= suspended.length, 'what lies in suspense is told', () => {
    return `${alerts.suspended} of ${suspended.length} since position ${liveAfter}`;
  });
}
