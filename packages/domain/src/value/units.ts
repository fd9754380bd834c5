import type { Brand } from '@truetape/kernel';

/** A price as a whole number of the instrument's ticks; a safe integer. */
export type PriceTicks = Brand<number, 'PriceTicks'>;

/** No price is above this: 2^40 ticks. */
export const PRICE_TICKS_MAX = 2 ** 40;

/** A quantity as a whole number of the instrument's lots; a safe integer. */
export type QuantityLots = Brand<number, 'QuantityLots'>;

/** An amount of money as a whole number of the asset's minor units. */
export type Minor = Brand<bigint, 'Minor'>;

/** A fee rate in units of 1e-8 of the notional: 0.001 is 100,000. Below zero it is a rebate. */
export type RateE8 = Brand<number, 'RateE8'>;

/** Milliseconds since the epoch, told by a shell. */
export type EpochMs = Brand<number, 'EpochMs'>;

export type Asset = string;
export type AccountId = string;
export type OrderId = string;
export type MarketSymbol = string;

export const ticks = (value: number) => value as PriceTicks;
export const lots = (value: number) => value as QuantityLots;
export const minor = (value: bigint) => value as Minor;
export const rateE8 = (value: number) => value as RateE8;
export const epochMs = (value: number) => value as EpochMs;

export const NO_LOTS = lots(0);
export const NOTHING = minor(0n);

/** What came from outside as a decimal may lie between two steps of the grid. */
export const OFF_GRID = 'OFF_GRID';
export type OnGrid<T> = T | typeof OFF_GRID;
