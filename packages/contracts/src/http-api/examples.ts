import { ERRORS } from '../errors.ts';
import type * as a from '../http/answers.ts';
import type * as c from '../http/commands.ts';

const AT = '2026-11-21T01:22:18.123Z';

/** One of each type. */
export const ORDERS: readonly [c.PlaceOrder, ...c.PlaceOrder[]] = [
  {
    clientOrderId: 'my-order-1',
    symbol: 'BTC-USD',
    side: 'buy',
    type: 'limit',
    timeInForce: 'GTC',
    price: '100.5',
    quantity: '1',
  },
  {
    clientOrderId: 'my-order-2',
    symbol: 'BTC-USD',
    side: 'buy',
    type: 'market',
    quoteQuantity: '50',
  },
  {
    clientOrderId: 'my-order-3',
    symbol: 'BTC-USD',
    side: 'sell',
    type: 'stop',
    stopPrice: '90',
    quantity: '1',
  },
  {
    clientOrderId: 'my-order-4',
    symbol: 'BTC-USD',
    side: 'sell',
    type: 'stop-limit',
    timeInForce: 'GTD',
    price: '89.5',
    stopPrice: '90',
    quantity: '1',
    displayQuantity: '0.25',
    expiresAt: '2036-11-21T00:00:00.000Z',
  },
  {
    clientOrderId: 'my-order-5',
    symbol: 'BTC-USD',
    side: 'sell',
    type: 'trailing-stop',
    timeInForce: 'DAY',
    trailingOffset: '5',
    quantity: '1',
    strategy: 'momentum',
  },
];

export const OCO: c.PlaceOco = {
  symbol: 'BTC-USD',
  side: 'sell',
  quantity: '1',
  limit: { clientOrderId: 'take-profit', price: '110' },
  stop: { clientOrderId: 'stop-loss', type: 'stop', stopPrice: '90' },
};

export const LIMITS: c.SetLimits = {
  scope: 'account',
  allowedSymbols: ['BTC-USD'],
  assets: [{ asset: 'USD', dailyLoss: '500', grossNotional: '10000', orderNotional: '1000' }],
  collar: '0.1',
  duplicateWindowMs: 200,
  hard: ['dailyLoss'],
  markets: [{ orderQuantity: '2', position: '10', symbol: 'BTC-USD' }],
  messagesPerSecond: 50,
  openOrders: 200,
};

export const CORRECTIONS: readonly c.ProposeCorrection[] = [
  {
    correction: { kind: 'adjustment', accountId: 'trader-1', asset: 'USD', amount: '-2.5' },
    reason: 'A fee was not charged.',
  },
  { correction: { kind: 'bust', symbol: 'BTC-USD', tradeNumber: 1 }, reason: 'Both agreed.' },
  {
    correction: { kind: 'price', symbol: 'BTC-USD', tradeNumber: 1, price: '100' },
    reason: 'The price was clearly wrong.',
  },
];

export const LISTING: c.ListInstrument = {
  symbol: 'BTC-USD',
  tick: '0.5',
  lot: '0.01',
  minQuantity: '0.02',
  maxQuantity: '100',
  minNotional: '5',
  maxNotional: '2000',
  makerRate: '0.001',
  takerRate: '0.002',
  referencePrice: '100',
  priceBand: { rate: '0.05', window: 20, beyond: 'reject', auctionMs: 0 },
  startsIn: 'open',
  selfTradePrevention: 'expire-taker',
};

export const FEES: c.ChangeFees = {
  tiers: [
    { tier: 'base', makerRate: '0.001', takerRate: '0.002' },
    { tier: 'volume', makerRate: '0.0005', takerRate: '0.001', minVolume: '100000' },
  ],
};

export const PROBLEM: a.Problem = {
  type: 'urn:truetape:error:RISK_INSUFFICIENT_FUNDS',
  ...ERRORS.RISK_INSUFFICIENT_FUNDS,
  code: 'RISK_INSUFFICIENT_FUNDS',
  field: 'quantity',
  requestId: '5f0c9a4be1d2-1x',
};

const HASH = '6f1ed002ab5595859014ebf0951522d9a1bd4b1d5f5f5f1a5b8d1c9d9e0a7c11';

export const RECEIPT: a.Receipt = { stream: 'account-trader-1', revision: 17, hash: HASH };

export const ORDER: a.Order = {
  orderId: 'trader-1.17',
  clientOrderId: 'my-order-1',
  accountId: 'trader-1',
  symbol: 'BTC-USD',
  side: 'buy',
  type: 'limit',
  timeInForce: 'GTC',
  postOnly: false,
  price: '100.5',
  quantity: '1',
  filled: '0',
  remaining: '1',
  status: 'open',
};

export const ORDER_ANSWER: a.OrderAnswer = { ...ORDER, receipt: RECEIPT, position: 21 };

const LEG: a.Order = { ...ORDER, side: 'sell', price: '110', partnerId: 'trader-1.18' };

export const OCO_ANSWER: a.OcoAnswer = {
  orders: [
    LEG,
    {
      orderId: 'trader-1.18',
      clientOrderId: 'stop-loss',
      accountId: 'trader-1',
      symbol: 'BTC-USD',
      side: 'sell',
      type: 'stop',
      timeInForce: 'GTC',
      postOnly: false,
      stopPrice: '90',
      quantity: '1',
      filled: '0',
      remaining: '1',
      partnerId: 'trader-1.17',
      status: 'open',
    },
  ],
  receipt: { ...RECEIPT, revision: 18 },
  position: 22,
};

export const ORDER_ROW: a.OrderRow = {
  ...ORDER,
  receivedAt: AT,
  decidedAt: AT,
  recordedAt: AT,
  matchedAt: AT,
};

export const FILL: a.Fill = {
  symbol: 'BTC-USD',
  tradeNumber: 1,
  orderId: 'trader-1.17',
  accountId: 'trader-1',
  side: 'buy',
  liquidity: 'taker',
  price: '100.5',
  quantity: '1',
  notional: '100.5',
  fee: '0.201',
  feeAsset: 'USD',
  at: AT,
};

export const BALANCE: a.Balance = { asset: 'USD', total: '1000', held: '100.7', free: '899.3' };

export const ENTRY: a.Entry = {
  asset: 'USD',
  amount: '-100.5',
  balance: '899.5',
  against: 'clearing',
  at: AT,
  cause: { stream: 'market-BTC-USD', revision: 9, type: 'TradeExecuted' },
  orderId: 'trader-1.17',
  symbol: 'BTC-USD',
  tradeNumber: 1,
  side: 'buy',
};

export const WITHDRAWAL: a.Withdrawal = {
  withdrawalId: 'trader-1.18',
  asset: 'USD',
  amount: '250',
  reference: 'ref-1',
  status: 'pending',
  requestedAt: AT,
};

export const POSITION: a.PositionLine = {
  symbol: 'BTC-USD',
  quantity: '1',
  cost: '100.5',
  averagePrice: '100.5',
  realised: '0',
  fees: '0.201',
  mark: { price: '101', source: 'last', at: AT },
  unrealised: '0.5',
};

export const PNL: a.Pnl = {
  day: '2026-11-21',
  asset: 'USD',
  symbol: 'BTC-USD',
  realised: '0',
  fees: '0.201',
  notional: '100.5',
  quantity: '1',
  cost: '100.5',
  mark: { price: '101', source: 'last', at: AT },
  unrealised: '0.5',
};

export const FEE_RATES: a.FeeRates = {
  symbol: 'BTC-USD',
  asset: 'USD',
  tier: 'base',
  makerRate: '0.001',
  takerRate: '0.002',
  volume: '100.5',
  next: { tier: 'volume', makerRate: '0.0005', takerRate: '0.001', minVolume: '100000' },
};

export const LIMIT_USE: a.LimitUse = {
  measure: 'dailyLoss',
  asset: 'USD',
  limit: '500',
  value: '12.5',
};

export const RISK: a.RiskAnswer = {
  accountId: 'trader-1',
  ownerGroup: 'trader-1',
  status: 'open',
  killed: false,
  limits: [
    {
      scope: 'account',
      limits: { assets: [{ asset: 'USD', dailyLoss: '500' }], hard: [], markets: [] },
      uses: [LIMIT_USE],
    },
  ],
  position: 27,
};

export const INSTRUMENT: a.Instrument = {
  symbol: 'BTC-USD',
  base: 'BTC',
  quote: 'USD',
  tick: '0.5',
  lot: '0.01',
  minQuantity: '0.02',
  maxQuantity: '100',
  minNotional: '5',
  maxNotional: '2000',
  makerRate: '0.001',
  takerRate: '0.002',
  selfTradePrevention: 'expire-taker',
  ruleset: 2,
  state: 'open',
};

export const BOOK: a.Book = {
  symbol: 'BTC-USD',
  sequence: 26,
  bids: [['100', '1']],
  asks: [['101', '0.5']],
  position: 27,
};

export const TICKER: a.Ticker = {
  symbol: 'BTC-USD',
  sequence: 26,
  state: 'open',
  bid: '100',
  ask: '101',
  last: '100.5',
  trades: 1,
  position: 27,
};

export const TRADE: a.Trade = {
  tradeNumber: 1,
  price: '100.5',
  quantity: '1',
  takerSide: 'buy',
  at: AT,
};

export const CANDLE: a.Candle = {
  openedAt: '2026-11-21T01:22:00.000Z',
  open: '100.5',
  high: '100.5',
  low: '100.5',
  close: '100.5',
  volume: '1',
  notional: '100.5',
  trades: 1,
  final: true,
};

export const STATS: a.StatsAnswer = {
  symbol: 'BTC-USD',
  from: '2026-11-20T01:22:18.123Z',
  to: AT,
  open: '100.5',
  high: '100.5',
  low: '100.5',
  last: '100.5',
  change: '0',
  volume: '1',
  notional: '100.5',
  trades: 1,
  position: 27,
};

const ACTOR = { userId: 'trader-1', keyId: '1f3a5b7c9d0e2f4a', requestId: '5f0c9a4be1d2-1x' };

export const AUDIT_EVENT: a.AuditEvent = {
  eventId: '0f8fad5b-d9cb-569f-a165-70867728950e',
  type: 'OrderCancelRequested',
  schemaVersion: 2,
  stream: 'account-trader-1',
  revision: 19,
  hash: HASH,
  correlationId: '5f0c9a4be1d2-1x',
  actor: ACTOR,
  data: { at: AT, orderId: 'trader-1.17', receivedAt: AT, symbol: 'BTC-USD' },
  position: 25,
  recordedAt: AT,
};

export const TRAIL_ENTRY: a.TrailEntry = {
  position: 25,
  at: AT,
  recordedAt: AT,
  stream: 'account-trader-1',
  revision: 19,
  type: 'OrderCancelRequested',
  actor: ACTOR,
  what: 'Asked for it to be cancelled.',
  data: { at: AT, orderId: 'trader-1.17', receivedAt: AT, symbol: 'BTC-USD' },
};

export const HEALTH = {
  status: 'ready' as const,
  name: 'truetape',
  uptimeSeconds: 60,
  checks: { orders: { ok: true } },
};
