import type { ListInstrument } from '@truetape/contracts';

export const ASSETS = [
  ['BTC', 8],
  ['ETH', 6],
  ['USD', 2],
] as const;

/**
 * Three markets that have little in common: fees with a rebate, fees that are rounded nearly always, none at all; a band that
 * rejects, one that pauses, none; one of them may hold as much as a book can count.
 */
export const MARKETS: readonly MarketSetup[] = [
  {
    aroundTicks: 100,
    definition: {
      symbol: 'BTC-USD',
      tick: '1',
      lot: '0.01',
      minQuantity: '0.01',
      maxQuantity: '5',
      minNotional: '0.5',
      maxNotional: '400',
      makerRate: '-0.0001',
      takerRate: '0.0003',
      referencePrice: '100',
      protectionRate: '0.1',
      priceBand: { rate: '0.08', window: 4, beyond: 'reject', auctionMs: 1_000 },
    },
  },
  {
    aroundTicks: 2_000,
    definition: {
      symbol: 'ETH-USD',
      tick: '0.1',
      lot: '0.1',
      minQuantity: '0.2',
      maxQuantity: '20',
      minNotional: '0',
      maxNotional: '100000',
      makerRate: '0.00171',
      takerRate: '0.00333',
      priceBand: { rate: '0.02', window: 3, beyond: 'auction', auctionMs: 1_500 },
      startsIn: 'pre-open',
      selfTradePrevention: 'expire-maker',
    },
  },
  {
    aroundTicks: 60,
    definition: {
      symbol: 'ETH-BTC',
      tick: '0.01',
      lot: '0.000001',
      minQuantity: '0.000001',
      maxQuantity: '9007199254.740991',
      minNotional: '0',
      maxNotional: '1000000000000',
      makerRate: '0',
      takerRate: '0',
      referencePrice: '0.6',
      selfTradePrevention: 'decrement',
    },
  },
];

export interface MarketSetup {
  /** Where its prices are. */
  readonly aroundTicks: number;
  readonly definition: ListInstrument;
}

export const ACCOUNTS = ['ann', 'bob', 'cat', 'dan'] as const;

/** Accounts that belong to another one, which leads their group. */
export const OWNER_GROUPS: Readonly<Record<string, string>> = { bob: 'ann' };

/** Enough for most, and not for everything; dan is poor, and cat has what no book can count. */
export const FUNDS: Readonly<
  Record<(typeof ACCOUNTS)[number], readonly (readonly [string, string])[]>
> = {
  ann: [
    ['BTC', '40'],
    ['ETH', '300'],
    ['USD', '60000'],
  ],
  bob: [
    ['BTC', '40'],
    ['ETH', '300'],
    ['USD', '60000'],
  ],
  cat: [
    ['BTC', '9000000000'],
    ['ETH', '90000000000'],
    ['USD', '9000000'],
  ],
  dan: [
    ['BTC', '0.5'],
    ['ETH', '4'],
    ['USD', '150.01'],
  ],
};
