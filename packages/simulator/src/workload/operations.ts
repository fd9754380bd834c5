import type { By, Operated, VenueDesk } from '@truetape/command-api/commands';
import type { Random } from '../random.ts';
import { MARKETS } from './markets.ts';

/** Something that an operator asks of the venue. */
export type Operation = (venue: VenueDesk, by: By) => Promise<Operated>;

type Draw = (random: Random, symbol: string) => Operation;

const state =
  (to: 'open' | 'halted' | 'closed' | 'pre-open'): Draw =>
  (_, symbol) =>
  (venue, by) =>
    venue.requestState(symbol, { to }, by);

const auction: Draw = (random, symbol) => {
  const wanted = {
    to: 'auction',
    seconds: random.between(1, 3),
    next: random.pick(['open', 'open', 'closed', undefined] as const),
  } as const;
  return (venue, by) => venue.requestState(symbol, wanted, by);
};

/** Two tiers: the second one is reached by what was traded yesterday. What a maker gets, a taker pays. */
const fees: Draw = (random, symbol) => {
  const makerRate = random.pick(['-0.0002', '0', '0.0011'] as const);
  const tiers = [
    { tier: 'standard', makerRate, takerRate: random.pick(['0.00333', '0.0007'] as const) },
    {
      tier: 'active',
      makerRate: random.pick(['-0.0001', '0.0005'] as const),
      minVolume: random.pick(['0.01', '300'] as const),
      takerRate: random.pick(['0.0002', '0.00123'] as const),
    },
  ];
  return (venue, by) => venue.changeFees(symbol, tiers, by);
};

/** The kill switch of a market, or of the venue where there is no symbol. */
export const switched =
  (symbol: string | undefined, action: 'trip' | 'release'): Operation =>
  (venue, by) =>
    venue.setKillSwitch(symbol, { action, reason: 'simulated' }, by);

/** Released sooner than tripped. */
const turn =
  (action: 'trip' | 'release'): Draw =>
  (random, symbol) =>
    switched(random.chance(70) ? symbol : undefined, action);

const OPERATIONS: readonly { readonly weight: number; readonly draw: Draw }[] = [
  { weight: 30, draw: state('open') },
  { weight: 9, draw: state('halted') },
  { weight: 6, draw: state('closed') },
  { weight: 8, draw: state('pre-open') },
  { weight: 14, draw: auction },
  { weight: 4, draw: turn('trip') },
  { weight: 14, draw: turn('release') },
  { weight: 10, draw: fees },
  { weight: 6, draw: () => (venue, by) => venue.adoptRuleset(2, by) },
];

export function drawOperation(random: Random): Operation {
  const symbol = random.pick(MARKETS)?.definition.symbol ?? '';
  return random.weighted(OPERATIONS).draw(random, symbol);
}
