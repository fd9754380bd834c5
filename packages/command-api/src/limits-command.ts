import { type Catalogue, limitsOf, parseMinor } from '@truetape/codec';
import type { SetLimits as SetLimitsBody } from '@truetape/contracts';
import { type EpochMs, OFF_GRID, type SetLimits } from '@truetape/domain';

/** A body that has the right form, as a command: decimals become lots and minor units. */
export function setLimitsCommand(
  { scope = 'account', ...body }: SetLimitsBody,
  receivedAt: EpochMs,
  catalogue: Catalogue,
): SetLimits {
  const { assets = [], markets = [], hard = [], ...rest } = body;
  const wrong = wrongIn(body, catalogue);
  const limits =
    wrong === undefined ? limitsOf({ ...rest, assets, markets, hard }, catalogue) : { wrong };
  return { type: 'SetLimits', receivedAt, scope, limits };
}

/** The first field that is off its grid, or names what is not listed or was named before: only one of both could count. */
function wrongIn(
  { allowedSymbols = [], assets = [], markets = [] }: Omit<SetLimitsBody, 'scope'>,
  catalogue: Catalogue,
): string | undefined {
  const unknown = allowedSymbols.findIndex((symbol) => !catalogue.markets.has(symbol));
  if (unknown >= 0) return `allowedSymbols[${unknown}]`;
  for (const [index, { asset, concentration: _, ...amounts }] of assets.entries()) {
    const scale = catalogue.assets.get(asset);
    const isNamed = assets.findIndex((each) => each.asset === asset) < index;
    if (scale === undefined || isNamed) return `assets[${index}].asset`;
    const field = offGrid(amounts, (decimal) => parseMinor(decimal, scale));
    if (field !== undefined) return `assets[${index}].${field}`;
  }
  for (const [index, { symbol, ...quantities }] of markets.entries()) {
    const grid = catalogue.markets.get(symbol)?.grid;
    const isNamed = markets.findIndex((each) => each.symbol === symbol) < index;
    if (grid === undefined || isNamed) return `markets[${index}].symbol`;
    const field = offGrid(quantities, grid.parseQuantity);
    if (field !== undefined) return `markets[${index}].${field}`;
  }
  return undefined;
}

function offGrid(
  decimals: Readonly<Record<string, string | undefined>>,
  parse: (decimal: string) => unknown,
): string | undefined {
  const wrong = Object.entries(decimals).find(
    ([, decimal]) => decimal !== undefined && parse(decimal) === OFF_GRID,
  );
  return wrong?.[0];
}
