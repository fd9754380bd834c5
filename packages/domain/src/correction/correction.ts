import type { MarketUnits } from '../instrument/instrument.ts';
import type { Side } from '../order/terms.ts';
import type { Fill } from '../position/position.ts';
import { baseAmount, notional } from '../value/arithmetic.ts';
import {
  type AccountId,
  type Asset,
  type Minor,
  minor,
  NOTHING,
  type PriceTicks,
  type QuantityLots,
} from '../value/units.ts';

/** Where the other side of a line is booked: in the trade that it undoes, in the fees, or with the venue itself. */
export type Against = 'clearing' | 'fees' | 'residue';

/** An amount that an account is to have more; below zero: less. */
export interface CorrectionLine {
  readonly asset: Asset;
  readonly amount: Minor;
  readonly against: Against;
}

/** What a correction does to one account. Lines that give come before lines that take. */
export interface CorrectionLeg {
  readonly accountId: AccountId;
  readonly lines: readonly CorrectionLine[];
  /** What it does to the position, as fills: a trade that never was is traded back. */
  readonly fills: readonly CorrectionFill[];
}

export interface CorrectionFill extends Fill {
  readonly units: MarketUnits;
}

/** One side of a trade, as its account has settled it. */
export interface SettledSide {
  readonly accountId: AccountId;
  readonly side: Side;
  readonly fee: Minor;
}

export interface SettledTrade {
  readonly units: MarketUnits;
  readonly quantity: QuantityLots;
  readonly notional: Minor;
  readonly sides: readonly SettledSide[];
}

/** As if the trade had never been: base and quote go back, and so does the fee. Its orders stay as they are. */
export function bust({ units, quantity, notional: worth, sides }: SettledTrade) {
  return sides.map(({ accountId, side, fee }): CorrectionLeg => {
    const sign = side === 'buy' ? 1n : -1n;
    const lines: CorrectionLine[] = [
      {
        asset: units.base,
        amount: minor(-sign * baseAmount(quantity, units.lotUnit)),
        against: 'clearing',
      },
      { asset: units.quote, amount: minor(sign * worth), against: 'clearing' },
      { asset: units.quote, amount: fee, against: 'fees' },
    ];
    const back = fillOf(units, opposite(side), quantity, worth, minor(-fee));
    return { accountId, lines: givingFirst(lines), fills: [back] };
  });
}

/** As if the trade had been at another price. What was charged for it stays. */
export function reprice(trade: SettledTrade, price: PriceTicks): readonly CorrectionLeg[] {
  const { units, quantity, notional: before, sides } = trade;
  const after = notional(price, quantity, units.notionalUnit);
  return sides.map(({ accountId, side }): CorrectionLeg => {
    const sign = side === 'buy' ? -1n : 1n;
    const amount = minor(sign * (after - before));
    const fills = [
      fillOf(units, opposite(side), quantity, before, NOTHING),
      fillOf(units, side, quantity, after, NOTHING),
    ];
    return {
      accountId,
      lines: givingFirst([{ asset: units.quote, amount, against: 'clearing' }]),
      fills,
    };
  });
}

/** Gives to an account, or takes from it, what is booked with the venue itself. */
export function adjust(
  accountId: AccountId,
  asset: Asset,
  amount: Minor,
): readonly CorrectionLeg[] {
  return [{ accountId, lines: [{ asset, amount, against: 'residue' }], fills: [] }];
}

const opposite = (side: Side): Side => (side === 'buy' ? 'sell' : 'buy');

function fillOf(
  units: MarketUnits,
  side: Side,
  quantity: QuantityLots,
  worth: Minor,
  fee: Minor,
): CorrectionFill {
  return { units, side, lots: BigInt(quantity), notional: worth, fee };
}

/** What is given first can be taken again: so the least is missing. */
const givingFirst = (lines: readonly CorrectionLine[]) =>
  lines
    .filter(({ amount }) => amount !== 0n)
    .sort((one, other) => (one.amount > other.amount ? -1 : one.amount < other.amount ? 1 : 0));
