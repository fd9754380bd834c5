import { listingOf } from '@truetape/codec';
import { type Data, streams } from '@truetape/contracts';
import { checkListing } from '@truetape/domain';
import type { RecordedEvent } from '@truetape/kernel';
import { Difference } from './difference.ts';

/** What is listed is listed once, so no scale, tick or lot ever changes; and every market could be listed. */
export function checkListings() {
  const scales = new Map<string, number>();
  const symbols = new Set<string>();

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

  return {
    read: (event: RecordedEvent): void => {
      const wrong =
        event.type === 'AssetListed'
          ? listAsset(event)
          : event.type === 'InstrumentListed'
            ? listInstrument(event)
            : undefined;
      if (wrong !== undefined) throw new Difference('listing', event, wrong);
    },
  };
}
