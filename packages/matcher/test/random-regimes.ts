/** A way in which a market may be busy. */
export interface Regime {
  readonly name: string;
  /** Of a hundred commands, how many are of this kind. */
  readonly share: number;
  /** After so many commands a new market begins. */
  readonly commands: number;
  /** So many orders are there; then most of them go, and it begins again. */
  readonly fullAt: number;
  readonly accounts: number;
  /** How far from the middle prices lie, in ticks. */
  readonly spread: number;
  /** `even`: as likely here as there. `thin`: ten times as far away, a tenth as dense. */
  readonly prices: 'even' | 'thin';
  readonly middle: number;
  /** How far the middle may move with a command. */
  readonly drift: number;
  readonly lots: 'few' | 'huge';
  /** `plain`: limit and market orders, nothing else. */
  readonly orders: 'plain' | 'every';
  /** Of a hundred listings, how many have a price band. */
  readonly bands: number;
  readonly weights: Weights;
}

/** How often what is done, relative to each other. */
export interface Weights {
  readonly rest: number;
  readonly take: number;
  readonly sweep: number;
  readonly cancel: number;
  readonly replace: number;
  readonly cancelAll: number;
  readonly wrong: number;
  readonly stop: number;
  readonly pair: number;
  readonly clock: number;
  readonly state: number;
  readonly adopt: number;
  readonly kill: number;
}

const PLAIN = { stop: 0, pair: 0, clock: 0, state: 0, adopt: 0.2, kill: 0.1 };
const plain = { orders: 'plain', bands: 0 } as const;

// biome-ignore format: a table
export const REGIMES: readonly Regime[] = [
  { name: 'dense', share: 22, commands: 10_000, fullAt: 150, accounts: 12, spread: 20, prices: 'even', middle: 5_000, drift: 1, lots: 'few', ...plain,
    weights: { ...PLAIN, rest: 40, take: 20, sweep: 0.5, cancel: 15, replace: 20, cancelAll: 0.3, wrong: 6 } },
  { name: 'sparse', share: 8, commands: 10_000, fullAt: 200, accounts: 6, spread: 2 ** 40, prices: 'thin', middle: 2 ** 39, drift: 2 ** 12, lots: 'few', ...plain,
    weights: { ...PLAIN, rest: 50, take: 8, sweep: 0.5, cancel: 15, replace: 20, cancelAll: 0.2, wrong: 6 } },
  { name: 'deep queues', share: 8, commands: 10_000, fullAt: 300, accounts: 3, spread: 4, prices: 'even', middle: 100, drift: 0, lots: 'few', ...plain,
    weights: { ...PLAIN, rest: 50, take: 10, sweep: 1, cancel: 15, replace: 20, cancelAll: 0.1, wrong: 4 } },
  { name: 'thousands of levels', share: 2, commands: 10_000, fullAt: 2_500, accounts: 3, spread: 100_000, prices: 'even', middle: 1_000_000, drift: 10, lots: 'few', ...plain,
    weights: { ...PLAIN, rest: 80, take: 3, sweep: 0.1, cancel: 5, replace: 8, cancelAll: 0, wrong: 2, kill: 0.01 } },
  { name: 'huge quantities', share: 6, commands: 5_000, fullAt: 40, accounts: 4, spread: 8, prices: 'even', middle: 5, drift: 1, lots: 'huge', ...plain,
    weights: { ...PLAIN, rest: 30, take: 20, sweep: 0.5, cancel: 15, replace: 30, cancelAll: 0.3, wrong: 4 } },
  { name: 'sweeps', share: 6, commands: 10_000, fullAt: 150, accounts: 40, spread: 60, prices: 'even', middle: 2 ** 40 - 30, drift: 30, lots: 'few', ...plain,
    weights: { ...PLAIN, rest: 60, take: 10, sweep: 8, cancel: 8, replace: 10, cancelAll: 1, wrong: 4 } },
  { name: 'every order', share: 16, commands: 5_000, fullAt: 60, accounts: 4, spread: 12, prices: 'even', middle: 1_000, drift: 1, lots: 'few', orders: 'every', bands: 10,
    weights: { rest: 35, take: 20, sweep: 0.5, cancel: 8, replace: 12, cancelAll: 0.3, wrong: 8, stop: 10, pair: 6, clock: 3, state: 0.3, adopt: 0.2, kill: 0.2 } },
  { name: 'cascades', share: 10, commands: 5_000, fullAt: 120, accounts: 5, spread: 10, prices: 'even', middle: 40, drift: 1, lots: 'few', orders: 'every', bands: 5,
    weights: { rest: 30, take: 10, sweep: 0.5, cancel: 4, replace: 5, cancelAll: 0.2, wrong: 2, stop: 30, pair: 8, clock: 1, state: 0.3, adopt: 0.2, kill: 0.2 } },
  { name: 'auctions', share: 8, commands: 5_000, fullAt: 60, accounts: 6, spread: 8, prices: 'even', middle: 10_000, drift: 1, lots: 'few', orders: 'every', bands: 30,
    weights: { rest: 50, take: 15, sweep: 0.5, cancel: 8, replace: 15, cancelAll: 0.3, wrong: 3, stop: 6, pair: 3, clock: 4, state: 8, adopt: 0.2, kill: 0.2 } },
  { name: 'bands', share: 10, commands: 5_000, fullAt: 80, accounts: 4, spread: 20, prices: 'even', middle: 800, drift: 2, lots: 'few', orders: 'every', bands: 90,
    weights: { rest: 40, take: 25, sweep: 1, cancel: 8, replace: 12, cancelAll: 0.2, wrong: 3, stop: 12, pair: 3, clock: 8, state: 0.3, adopt: 0.2, kill: 0.2 } },
  { name: 'huge of every order', share: 4, commands: 2_500, fullAt: 30, accounts: 3, spread: 5, prices: 'even', middle: 4, drift: 1, lots: 'huge', orders: 'every', bands: 20,
    weights: { rest: 35, take: 20, sweep: 0.5, cancel: 10, replace: 20, cancelAll: 0.3, wrong: 4, stop: 25, pair: 5, clock: 3, state: 1, adopt: 0.2, kill: 0.2 } },
];
