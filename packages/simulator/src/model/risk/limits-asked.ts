import type { Data, SetLimits } from '@truetape/contracts';
import { atto } from '../decimal.ts';
import type { ModelVenue } from '../model-venue.ts';
import { plain } from '../plain.ts';

type Asked = SetLimits | Data<'LimitsChanged'>['limits'];

/** The same text for the same limits, as they are asked for and as their event says them. */
export function limitsText(scope: string, limits: Asked): string {
  const { assets = [], hard = [], markets = [] } = limits;
  const { allowedSymbols, collar, duplicateWindowMs, messagesPerSecond, openOrders } = limits;
  const rest = { allowedSymbols, collar, duplicateWindowMs, messagesPerSecond, openOrders };
  return JSON.stringify([scope, { ...rest, assets, hard, markets }].map(canonical));
}

/** Members in one order, decimals as the wire writes them. */
function canonical(value: unknown): unknown {
  if (typeof value === 'string') return plain(value);
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return members
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => [name, canonical(member)]);
}

/** Whether every limit is of something that is listed, in whole units of it. */
export function isLimiting(
  { allowedSymbols = [], assets = [], markets = [] }: SetLimits,
  { instruments, units }: ModelVenue,
): boolean {
  const isWhole = (amounts: Readonly<Record<string, string | undefined>>, unit: bigint) =>
    Object.values(amounts).every((amount) => amount === undefined || atto(amount) % unit === 0n);
  return (
    allowedSymbols.every((symbol) => instruments.has(symbol)) &&
    assets.every(({ asset, concentration: _, ...amounts }) => {
      const unit = units.get(asset);
      return unit !== undefined && isWhole(amounts, unit);
    }) &&
    markets.every(({ symbol, ...quantities }) => {
      const lot = instruments.get(symbol)?.lot;
      return lot !== undefined && isWhole(quantities, lot);
    })
  );
}
