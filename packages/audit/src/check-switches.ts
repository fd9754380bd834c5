import type { Catalogue } from '@truetape/codec';
import { type Data, idOf, streams } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import { Difference } from './difference.ts';

/**
 * The kill switch of a market is turned in the stream of that market, that of the venue in its own; only one that is on is
 * released; and whoever trips one cancels in the same append: nothing stands in the log between the two.
 *
 * @param catalogue as it was before the event that is read
 */
export function checkSwitches(catalogue: Catalogue) {
  /** Its mass cancel must be next. */
  let trip: RecordedEvent | undefined;

  function wrongWith(event: RecordedEvent, tripped: RecordedEvent | undefined): string | undefined {
    if (!isOfItsStream(event, catalogue)) return 'it is of another scope than its stream';
    switch (event.type) {
      case 'KillSwitchReleased':
        return catalogue.killed.has(event.stream) ? undefined : 'this kill switch is not on';
      case 'OrdersCancelRequested':
        return tripped === undefined ? 'no kill switch is tripped with it' : undefined;
      default:
        return undefined;
    }
  }

  return {
    read: (event: RecordedEvent): void => {
      const tripped = trip;
      trip = undefined;
      if (tripped !== undefined && !isCancelOf(tripped, event)) throw withoutCancel(tripped);
      if (!TYPES.has(event.type) || idOf('account', event.stream) !== undefined) return;
      const wrong = wrongWith(event, tripped);
      if (wrong !== undefined) throw new Difference('switch', event, wrong);
      if (event.type === 'KillSwitchTripped') trip = event;
    },
    finish: (): void => {
      if (trip !== undefined) throw withoutCancel(trip);
    },
  };
}

const TYPES: ReadonlySet<string> = new Set([
  'KillSwitchTripped',
  'KillSwitchReleased',
  'OrdersCancelRequested',
]);

function isOfItsStream({ stream, data }: RecordedEvent, { markets }: Catalogue): boolean {
  const { symbol } = data as Data<'KillSwitchTripped'>;
  if (symbol === undefined) return stream === streams.venue;
  return stream === streams.instrument(symbol) && markets.has(symbol);
}

function isCancelOf(trip: RecordedEvent, event: RecordedEvent): boolean {
  const tripped = trip.data as Data<'KillSwitchTripped'>;
  const cancel = event.data as Data<'OrdersCancelRequested'>;
  return (
    event.type === 'OrdersCancelRequested' &&
    event.stream === trip.stream &&
    event.correlationId === trip.correlationId &&
    cancel.at === tripped.at &&
    cancel.idempotencyKey === tripped.idempotencyKey
  );
}

const withoutCancel = (trip: RecordedEvent) =>
  new Difference('switch', trip, 'its mass cancel is not right behind it');
