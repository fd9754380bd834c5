import { type Data, idOf, NEWEST_VERSIONS, streams } from '@truetape/contracts';
import { lots, minor, rateE8, type WatchEvent, type WatchInput } from '@truetape/domain';
import type { RecordedEvent } from '@truetape/kernel';
import { decodeAccountEvent, type WireEvent } from './account-event.ts';
import { type Catalogue, marketIn, scaleIn } from './catalogue.ts';
import { formatMinor, formatRate } from './decimal.ts';
import { priceOf } from './grid.ts';
import { decodeOutcome } from './market-event.ts';
import { present, when } from './optional.ts';
import { formatDay, formatTime, timeOf } from './time.ts';

/** What an event says to the risk watch; undefined where that is nothing. */
export function readWatchInput(event: RecordedEvent, catalogue: Catalogue): WatchInput | undefined {
  const accountId = idOf('account', event.stream);
  if (accountId !== undefined) {
    const decoded = decodeAccountEvent(event, catalogue);
    return { type: 'AccountSaid', at: decoded.at, accountId, event: decoded };
  }
  const symbol = idOf('market', event.stream);
  if (symbol !== undefined) {
    const { outcome, place } = decodeOutcome(event, catalogue) ?? {};
    if (outcome === undefined || place === undefined) return undefined;
    return { type: 'MarketSaid', at: timeOf(place.at), symbol, outcome, last: place.last };
  }
  if (event.type === 'InstrumentListed') {
    const data = event.data as Data<'InstrumentListed'>;
    const { grid } = marketIn(catalogue, data.symbol);
    const referencePrice = when(data.referencePrice, (price) => priceOf(grid, price));
    const listed = { at: timeOf(data.at), symbol: data.symbol, ...present({ referencePrice }) };
    return { type: 'MarketListed', ...listed };
  }
  if (event.type === 'ClockAdvanced') {
    return { type: 'TimeTold', at: timeOf((event.data as Data<'ClockAdvanced'>).to) };
  }
  return undefined;
}

/** What the risk watch says, as it is stored, and in which stream. */
export function encodeWatchEvent(
  event: WatchEvent,
  catalogue: Catalogue,
): WireEvent & { readonly stream: string } {
  const { type } = event;
  const schemaVersion = NEWEST_VERSIONS[type];
  if (type === 'MarkRecorded') {
    const { at, day, price, source, symbol } = event;
    const { formatPrice } = marketIn(catalogue, symbol).grid;
    const priced = { at: formatTime(at), day: formatDay(day), price: formatPrice(price) };
    const data: Data<'MarkRecorded'> = { ...priced, source, symbol };
    return { stream: streams.mark(symbol), type, schemaVersion, data };
  }
  const data = limitData(event, catalogue);
  return { stream: streams.risk(event.accountId), type, schemaVersion, data };
}

type OfLimit = Exclude<WatchEvent, { readonly type: 'MarkRecorded' }>;

/** The members that do not apply are undefined: they are not written. */
function limitData(
  event: OfLimit,
  catalogue: Catalogue,
): Data<'RiskThresholdCrossed' | 'RiskKillSwitchRequested'> {
  const { at, limit, measure, of, scope, value } = event;
  const isPosition = measure === 'position';
  return {
    asset: isPosition ? undefined : of,
    at: formatTime(at),
    limit: formatMeasure(event, limit, catalogue),
    measure,
    ...(event.type === 'RiskThresholdCrossed' ? { percent: event.percent } : {}),
    scope,
    symbol: isPosition ? of : undefined,
    value: formatMeasure(event, value, catalogue),
  };
}

/** A measure or its limit: an amount of the asset, a quantity of the market, or a share. */
export function formatMeasure(
  { measure, of }: Pick<OfLimit, 'measure' | 'of'>,
  value: bigint,
  catalogue: Catalogue,
): string {
  switch (measure) {
    case 'position':
      // A net may be beyond the safe integers; then it is far beyond every limit, and written as the largest of them.
      return marketIn(catalogue, of).grid.formatQuantity(
        lots(Math.min(Number(value), Number.MAX_SAFE_INTEGER)),
      );
    case 'concentration':
      return formatRate(rateE8(Number(value)));
    default:
      return formatMinor(minor(value), scaleIn(catalogue, of));
  }
}
