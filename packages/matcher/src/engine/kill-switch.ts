import type { Killed, Market } from './market.ts';

/** Turns the kill switch of one market, or that of the venue. What stands in the market is not touched. */
export function turn(market: Market, symbol: string | undefined, isOn: boolean): void {
  if (symbol === undefined) market.killed.venue = isOn;
  else if (symbol === market.symbol) market.killed.market = isOn;
}

/** Whether no order may come: in which state the market is does not matter then. */
export const isOn = ({ market, venue }: Killed): boolean => market || venue;
