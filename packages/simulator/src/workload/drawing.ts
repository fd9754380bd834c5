import type { Random } from '../random.ts';
import type { Ask } from './ask.ts';
import type { MarketSetup } from './markets.ts';

/** What a client draws its next request from. */
export interface Drawing {
  readonly random: Random;
  readonly accountId: string;
  /** Names a request of this client that nothing else has. */
  readonly name: string;
  /** Its orders, the newest last; mostly open ones. */
  readonly orderIds: readonly string[];
  /** An order as its owner may know it from its feed. */
  readonly orderOf: (orderId: string) => KnownOrder | undefined;
  /** Its withdrawals, the newest last, decided or not. */
  readonly withdrawalIds: readonly string[];
  /** What it has sent, the newest last. */
  readonly sent: readonly Ask[];
  readonly nowMs: number;
}

export interface KnownOrder {
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  readonly postOnly: boolean;
  readonly isOpen: boolean;
  readonly price: string;
  readonly quantity: string;
  readonly filled: string;
}

/** A price on the grid, `away` ticks from the middle of its market. */
export function priceAt({ aroundTicks, definition }: MarketSetup, away: number): string {
  return timesStep(definition.tick, Math.max(1, aroundTicks + away));
}

/** Where orders are in its market: about so many ticks around the middle. */
export const spreadOf = ({ aroundTicks }: MarketSetup) => Math.max(4, Math.floor(aroundTicks / 25));

/** So many lots of a market. */
export const lotsOf = ({ definition }: MarketSetup, lots: number): string =>
  timesStep(definition.lot, lots);

/** A step times a count, exactly, with the decimals that the step has. */
function timesStep(step: string, count: number): string {
  const [whole = '', fraction = ''] = step.split('.');
  const digits = `${BigInt(whole + fraction) * BigInt(count)}`.padStart(fraction.length + 1, '0');
  if (fraction === '') return digits;
  return `${digits.slice(0, -fraction.length)}.${digits.slice(-fraction.length)}`;
}
