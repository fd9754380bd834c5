import { PRICE_TICKS_MAX } from '@truetape/domain';
import { rejection } from './codes.ts';
import { isOn } from './kill-switch.ts';
import type { Market } from './market.ts';

// Rules that placing and replacing share.

/** Whether the market takes orders at all. */
export function stateRejection({ killed, state, instrument }: Market): number {
  if (isOn(killed)) return MARKET_KILL_SWITCH;
  if (instrument === undefined || state === 'closed') return MARKET_CLOSED;
  return state === 'halted' ? MARKET_HALTED : 0;
}

export const isPrice = (price: number): boolean =>
  Number.isSafeInteger(price) && price >= 1 && price <= PRICE_TICKS_MAX;

/** Whether an instrument takes orders for so many lots. */
export function isCountable({ instrument }: Market, quantity: number): boolean {
  return (
    instrument !== undefined &&
    Number.isSafeInteger(quantity) &&
    quantity >= instrument.minQuantity &&
    quantity <= instrument.maxQuantity
  );
}

/** Why it does not. */
export function quantityRejection({ instrument }: Market, quantity: number): number {
  const isLarge = Number.isSafeInteger(quantity) && quantity > (instrument?.maxQuantity ?? 0);
  return isLarge ? ORDER_QUANTITY_TOO_LARGE : ORDER_QUANTITY_TOO_SMALL;
}

const MARKET_CLOSED = rejection('MARKET_CLOSED');
const MARKET_HALTED = rejection('MARKET_HALTED');
const MARKET_KILL_SWITCH = rejection('MARKET_KILL_SWITCH');
const ORDER_QUANTITY_TOO_SMALL = rejection('ORDER_QUANTITY_TOO_SMALL');
const ORDER_QUANTITY_TOO_LARGE = rejection('ORDER_QUANTITY_TOO_LARGE');
