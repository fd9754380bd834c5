import {
  AVERAGE_DECIMALS,
  averagePrice,
  lots,
  type MarketUnits,
  minor,
  OFF_GRID,
  type OnGrid,
  type OpenQuantity,
  type PriceTicks,
  type QuantityLots,
  ticks,
} from '@truetape/domain';
import Big from 'big.js';
import { digitsOf, formatMinor, parseMinor } from './decimal.ts';
import { remembering } from './remembering.ts';

/** The steps in which a market counts prices and quantities, and how to write them. */
export interface Grid {
  /** A decimal as ticks; OFF_GRID between two ticks. Above the safe integers it is 2^53, which is above every bound. */
  readonly parsePrice: (decimal: string) => OnGrid<PriceTicks>;
  readonly formatPrice: (price: PriceTicks) => string;
  readonly parseQuantity: (decimal: string) => OnGrid<QuantityLots>;
  readonly formatQuantity: (quantity: QuantityLots) => string;
  /** The average price of what is open in a position; there is something open. */
  readonly formatAverage: (open: OpenQuantity, units: MarketUnits) => string;
}

export function gridOf(tick: string, lot: string): Grid {
  const prices = stepsOf(tick);
  const quantities = stepsOf(lot);
  return {
    parsePrice: prices.parse as Grid['parsePrice'],
    formatPrice: prices.format,
    parseQuantity: quantities.parse as Grid['parseQuantity'],
    formatQuantity: quantities.format,
    formatAverage: (open, { notionalUnit }) => {
      const average = averagePrice(open, notionalUnit, prices.mantissa);
      return formatMinor(minor(average), prices.scale + AVERAGE_DECIMALS);
    },
  };
}

function stepsOf(step: string) {
  const { mantissa, scale } = digitsOf(step);
  return {
    mantissa,
    scale,
    parse: remembering((decimal: string): OnGrid<number> => {
      const amount = parseMinor(decimal, scale);
      if (amount === OFF_GRID || amount % mantissa !== 0n) return OFF_GRID;
      const steps = amount / mantissa;
      return steps > MAX_SAFE ? 2 ** 53 : Number(steps);
    }),
    format: remembering((steps: number) => formatMinor(minor(BigInt(steps) * mantissa), scale)),
  };
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** What is in the log is on the grid: anything else is a corrupt log. */
export function priceOf(grid: Grid, decimal: string): PriceTicks {
  const price = grid.parsePrice(decimal);
  if (price === OFF_GRID) throw new RangeError(`${decimal} is not a whole number of ticks`);
  return ticks(price);
}

export function quantityOf(grid: Grid, decimal: string): QuantityLots {
  const quantity = grid.parseQuantity(decimal);
  if (quantity === OFF_GRID) throw new RangeError(`${decimal} is not a whole number of lots`);
  return lots(quantity);
}

/** One step × one other step, in minor units of an asset of this scale; undefined when that is not whole. */
export function unitOf(steps: readonly string[], scale: number): bigint | undefined {
  const product = steps.reduce((value, step) => value.times(step), new Big(1));
  const unit = parseMinor(product.toFixed(), scale);
  return unit === OFF_GRID || unit <= 0n ? undefined : unit;
}
