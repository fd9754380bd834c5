import * as a from '../http/answers.ts';
import * as c from '../http/commands.ts';
import * as v from '../values.ts';
import { orderBatch } from './bodies.ts';
import * as e from './examples.ts';
import { IDENTITY_SCHEMAS } from './identity-schemas.ts';
import { type Named, named } from './named.ts';
import * as p from './pages.ts';
import { health, interfaceDocument, liveness, readiness } from './service-answers.ts';

const pageOf = <Item>(item: Item) => ({ items: [item], next: null, position: 27 });

/** What others are made of. */
const VALUES: Readonly<Record<string, Named>> = {
  AccountId: named(v.accountId, 'trader-1'),
  Amount: named(v.amount, '0.15'),
  Asset: named(v.asset, 'BTC'),
  ClientOrderId: named(v.clientOrderId, 'my-order-1'),
  Decimal: named(v.decimal, '-0.15'),
  DecimalInput: named(v.decimalInput, '0.15'),
  Day: named(v.day, '2026-11-21'),
  OrderId: named(v.orderId, 'trader-1.17'),
  Reference: named(v.reference, 'ref-1'),
  SignedInput: named(v.signedInput, '-0.15'),
  Symbol: named(v.symbol, 'BTC-USD'),
  TimeInput: named(v.timeInput, '2026-11-21T01:22:18.123Z'),
  Timestamp: named(v.timestamp, '2026-11-21T01:22:18.123Z'),
  WithdrawalId: named(v.withdrawalId, 'trader-1.18'),
};

const BODIES: Readonly<Record<string, Named>> = {
  PlaceOrder: named(c.placeOrder, ...e.ORDERS),
  PlaceOco: named(c.placeOco, e.OCO),
  OrderBatch: named(orderBatch, { orders: [...e.ORDERS] }),
  ReplaceOrder: named(c.replaceOrder, { quantity: '0.5' }, { price: '100.5', quantity: '2' }),
  OpenAccount: named(c.openAccount, { accountId: 'trader-2', ownerGroup: 'trader-1' }),
  MoveFunds: named(c.moveFunds, { asset: 'USD', amount: '250', reference: 'ref-1' }),
  TransferFunds: named(c.transferFunds, {
    asset: 'USD',
    amount: '250',
    reference: 'ref-2',
    to: 'trader-2',
  }),
  Nothing: named(c.approveWithdrawal, {}),
  Reason: named(c.rejectWithdrawal, { reason: 'The address is unknown.' }),
  ChangeStatus: named(c.changeStatus, { status: 'reduce-only', reason: 'Asked for by its owner.' }),
  SetLimits: named(c.setLimits, e.LIMITS),
  CancelOnSilence: named(c.cancelOnSilence, { timeoutMs: 10_000 }),
  ProposeCorrection: named(c.proposeCorrection, ...e.CORRECTIONS),
  ListAsset: named(c.listAsset, { asset: 'BTC', scale: 8 }),
  ListInstrument: named(c.listInstrument, e.LISTING),
  ChangeFees: named(c.changeFees, e.FEES),
  CallAuction: named(c.requestMarketState.auction, { seconds: 60, next: 'open' }),
  SetKillSwitch: named(c.setKillSwitch, { action: 'trip', reason: 'A strategy runs wild.' }),
  AdoptRuleset: named(c.adoptRuleset, { ruleset: 2 }),
};

const ANSWERS: Readonly<Record<string, Named>> = {
  Problem: named(a.problem, e.PROBLEM),
  Receipt: named(a.receipt, e.RECEIPT),
  Order: named(a.order, e.ORDER),
  OrderAnswer: named(a.orderAnswer, e.ORDER_ANSWER),
  OcoAnswer: named(a.ocoAnswer, e.OCO_ANSWER),
  TestAnswer: named(a.testAnswer, { accepted: true }),
  BatchAnswer: named(a.batchAnswer, {
    results: [
      { status: 201, order: e.ORDER_ANSWER },
      { status: 422, problem: e.PROBLEM },
    ],
  }),
  CommandAnswer: named(a.commandAnswer, { receipt: e.RECEIPT, position: 21 }),
  OrderRow: named(a.orderRow, e.ORDER_ROW),
  OrderRowAnswer: named(a.orderRowAnswer, { ...e.ORDER_ROW, position: 27 }),
  OrderRowPage: named(p.orderRowPage, { ...pageOf(e.ORDER_ROW), next: '1795251600014.4' }),
  Fill: named(a.fill, e.FILL),
  FillPage: named(p.fillPage, pageOf(e.FILL)),
  Balance: named(a.balance, e.BALANCE),
  BalancePage: named(p.balancePage, pageOf(e.BALANCE)),
  Entry: named(a.entry, e.ENTRY),
  EntryPage: named(p.entryPage, pageOf(e.ENTRY)),
  Withdrawal: named(a.withdrawal, e.WITHDRAWAL),
  WithdrawalPage: named(p.withdrawalPage, pageOf(e.WITHDRAWAL)),
  Position: named(a.position, e.POSITION),
  PositionPage: named(p.positionPage, pageOf(e.POSITION)),
  Pnl: named(a.pnl, e.PNL),
  PnlPage: named(p.pnlPage, pageOf(e.PNL)),
  FeeRates: named(a.feeRates, e.FEE_RATES),
  FeeRatesPage: named(p.feeRatesPage, pageOf(e.FEE_RATES)),
  LimitUse: named(a.limitUse, e.LIMIT_USE),
  Risk: named(a.riskAnswer, e.RISK),
  Instrument: named(a.instrument, e.INSTRUMENT),
  InstrumentAnswer: named(a.instrumentAnswer, { ...e.INSTRUMENT, position: 27 }),
  InstrumentPage: named(p.instrumentPage, pageOf(e.INSTRUMENT)),
  Indicative: named(a.indicative, { price: '100.5', quantity: '3' }),
  Book: named(a.book, e.BOOK),
  Ticker: named(a.ticker, e.TICKER),
  Trade: named(a.trade, e.TRADE),
  TradePage: named(p.tradePage, pageOf(e.TRADE)),
  Candle: named(a.candle, e.CANDLE),
  CandlePage: named(p.candlePage, pageOf(e.CANDLE)),
  Stats: named(a.statsAnswer, e.STATS),
  Time: named(a.timeAnswer, { time: '2026-11-21T01:22:18.123Z', position: 27 }),
  AuditEvent: named(a.auditEvent, e.AUDIT_EVENT),
  AuditEventPage: named(p.auditEventPage, pageOf(e.AUDIT_EVENT)),
  TrailEntry: named(a.trailEntry, e.TRAIL_ENTRY),
  TrailPage: named(p.trailPage, pageOf(e.TRAIL_ENTRY)),
  Health: named(health, e.HEALTH),
  Readiness: named(readiness, { status: 'ready', checks: e.HEALTH.checks }),
  Liveness: named(liveness, { status: 'alive' }),
  InterfaceDocument: named(interfaceDocument, { openapi: '3.1.1' }),
};

/** Every schema that has a name in the document. */
export const SCHEMAS: Readonly<Record<string, Named>> = {
  ...VALUES,
  ...BODIES,
  ...ANSWERS,
  ...IDENTITY_SCHEMAS,
};
