import { listingOf } from '@truetape/codec';
import { type Data, streams } from '@truetape/contracts';
import { checkListing } from '@truetape/domain';
import { NO_STREAM } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import { Difference } from './difference.ts';

/**
 * What is listed is listed once, so no scale, tick or lot ever changes; every market could be listed; what is asked of a
 * market is asked in its own stream; and what it passes over stands before that is said.
 */
export function checkListings() {
  const scales = new Map<string, number>();
  const symbols = new Set<string>();
  const revisions = new Map<string, number>();

  function listInstrument(event: RecordedEvent): string | undefined {
    const data = event.data as Data<'InstrumentListed'>;
    const { symbol, base, quote, baseScale, quoteScale } = data;
    if (symbols.has(symbol)) return `${symbol} is listed already`;
    symbols.add(symbol);
    if (event.stream !== streams.instrument(symbol) || symbol !== `${base}-${quote}`) {
      return `${symbol} is another market`;
    }
    if (scales.get(base) !== baseScale || scales.get(quote) !== quoteScale) {
      return `${symbol} has other scales than its assets`;
    }
    const checked = checkListing(listingOf(data));
    return checked.ok ? undefined : `${symbol} breaks ${checked.failure.code}`;
  }

  function listAsset({ data }: RecordedEvent): string | undefined {
    const { asset, scale } = data as Data<'AssetListed'>;
    if (scales.has(asset)) return `${asset} is listed already`;
    scales.set(asset, scale);
    return undefined;
  }

  function requestState(event: RecordedEvent): string | undefined {
    const { symbol, to, dueAt, next } = event.data as Data<'MarketStateRequested'>;
    if (event.stream !== streams.instrument(symbol)) return `${symbol} is another market`;
    if (!symbols.has(symbol)) return `${symbol} is not listed yet`;
    if (to === 'auction') return dueAt === undefined ? 'an auction has an end' : undefined;
    return dueAt === undefined && next === undefined ? undefined : 'only an auction has an end';
  }

  function voidInput({ data }: RecordedEvent): string | undefined {
    const { symbol, stream, revision } = data as Data<'InputVoided'>;
    if (!symbols.has(symbol)) return `${symbol} is not listed yet`;
    if ((revisions.get(stream) ?? NO_STREAM) >= revision) return undefined;
    return `there is no input ${stream} ${revision} before it`;
  }

  const checks: Readonly<Record<string, (event: RecordedEvent) => string | undefined>> = {
    AssetListed: listAsset,
    InstrumentListed: listInstrument,
    MarketStateRequested: requestState,
    InputVoided: voidInput,
  };

  return {
    read: (event: RecordedEvent): void => {
      const wrong = checks[event.type]?.(event);
      revisions.set(event.stream, event.revision);
      if (wrong !== undefined) throw new Difference('listing', event, wrong);
    },
  };
}
