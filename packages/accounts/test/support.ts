import { parseMinor } from '@truetape/codec';
import { type EventType, NEWEST_VERSIONS } from '@truetape/contracts';
import { type AccountCommand, epochMs, lots, type PlaceOrder, ticks } from '@truetape/domain';
import { type EventLog, NO_STREAM, START } from '@truetape/event-store';
import { allOf, fill } from '@truetape/event-store/contract';
import type { NewEvent, RecordedEvent } from '@truetape/kernel';
import { createMetrics } from '@truetape/observability';
import { type Accounts, type Answer, createAccounts, type Request } from '../src/index.ts';

export const SYMBOL = 'BTC-USD';
export const ANN = 'account-ann';
export const MARKET = `market-${SYMBOL}`;
const AT = '1970-01-01T00:00:01.000Z';
const by = { correlationId: 'test', actor: { userId: 'test', requestId: 'test' } };

export const event = (type: EventType, data: object): NewEvent => ({
  type,
  schemaVersion: NEWEST_VERSIONS[type],
  correlationId: 'other',
  data: { at: AT, ...data },
});

/** A double: the log, but for what is given instead. */
export function doubleOf(log: EventLog, instead: Partial<EventLog>): EventLog {
  return {
    logId: log.logId,
    pipelined: log.pipelined,
    append: (stream, expected, events) => log.append(stream, expected, events),
    settled: () => log.settled(),
    streamHead: (stream) => log.streamHead(stream),
    readStream: (stream, options) => log.readStream(stream, options),
    readAll: (options) => log.readAll(options),
    subscribeAll: (options) => log.subscribeAll(options),
    head: () => log.head(),
    close: () => log.close(),
    ...instead,
  };
}

export interface Running {
  readonly accounts: Accounts;
  readonly clock: { nowMs: number };
  readonly failures: unknown[];
  /** Every event that the accounts have read, as in a story. */
  readonly told: string[];
  /** Outcomes that wait to be settled, as the metric has it. */
  readonly settleLag: () => Promise<string>;
}

/** Accounts that have read the log to its head, on a clock that a test sets. */
export async function startAccounts(log: EventLog): Promise<Running> {
  const clock = { nowMs: 1_000 };
  const metrics = createMetrics({ processMetrics: false });
  const accounts = createAccounts({ log, now: () => epochMs(clock.nowMs), metrics });
  const failures: unknown[] = [];
  const told: string[] = [];
  await new Promise<void>((live) => {
    let started = false;
    log.subscribeAll({
      after: START,
      tail: 'queued',
      onEvents: (events) => {
        accounts.onEvents(events);
        told.push(...events.map(named));
      },
      onCaughtUp: () => {
        if (started) return;
        started = true;
        accounts.goLive();
        live();
      },
      onFailure: (failure) => void failures.push(failure),
    });
  });
  const settleLag = async () =>
    /^truetape_settle_lag_events (.*)$/m.exec(await metrics.text())?.[1] ?? '0';
  return { accounts, clock, failures, told, settleLag };
}

/** A market with a tick of 1 and a lot of 1, and ann with 1000 USD. */
export async function openVenue(log: EventLog): Promise<void> {
  await fill(log, 'venue', [
    event('AssetListed', { asset: 'BTC', scale: 0 }),
    event('AssetListed', { asset: 'USD', scale: 0 }),
  ]);
  await fill(log, `instrument-${SYMBOL}`, [
    event('InstrumentListed', {
      base: 'BTC',
      baseScale: 0,
      calendar: '24x7',
      feeTiers: [{ makerRate: '0', takerRate: '0', tier: 'standard' }],
      lot: '1',
      maxNotional: '1000000000',
      maxQuantity: '1000000',
      minNotional: '0',
      minQuantity: '1',
      protectionRate: '0.1',
      quote: 'USD',
      quoteScale: 0,
      ruleset: 1,
      selfTradePrevention: 'none',
      startsIn: 'open',
      symbol: SYMBOL,
      tick: '1',
    }),
  ]);
  await fill(log, ANN, [
    event('AccountOpened', { accountId: 'ann', ownerGroup: 'ann' }),
    event('FundsDeposited', { amount: '1000', asset: 'USD', reference: 'first' }),
  ]);
}

export function ask(
  { accounts }: Running,
  command: Request['command'],
  deadlineMs = Number.MAX_SAFE_INTEGER,
): Promise<Answer> {
  return accounts.execute({ accountId: 'ann', command, ...by, deadlineMs });
}

/** An order to buy at 1 USD each, which holds as many USD as its quantity. */
export function buy({ accounts }: Running, clientOrderId: string, quantity: number): PlaceOrder {
  const market = accounts.catalogue.markets.get(SYMBOL);
  if (market === undefined) throw new Error(`${SYMBOL} is not listed`);
  return {
    type: 'PlaceOrder',
    receivedAt: epochMs(1_000),
    clientOrderId,
    market: { instrument: market.instrument },
    terms: {
      symbol: SYMBOL,
      side: 'buy',
      type: 'limit',
      timeInForce: 'GTC',
      postOnly: false,
      selfTradePrevention: 'none',
      price: ticks(1),
      quantity: lots(quantity),
    },
  };
}

export function funds(
  type: 'Deposit' | 'Withdraw',
  reference: string,
  amount: string,
): Extract<AccountCommand, { type: 'Deposit' | 'Withdraw' }> {
  return { type, asset: 'USD', amount: parseMinor(amount, 0), reference };
}

/** What the market says when it has taken orders out that stand at these revisions. */
export const cancelled = (revisions: readonly number[]): NewEvent[] =>
  revisions.map((revision) => ({
    ...event('OrderCancelled', {
      accountId: 'ann',
      index: 0,
      last: true,
      orderId: `ann.${revision}`,
      orderNumber: revision,
      quantity: '1',
      reason: 'requested',
    }),
    causation: { stream: ANN, revision },
  }));

/** Appends as somebody else does: at whatever revision the stream has. */
export async function appendAsOther(log: EventLog, stream: string, events: readonly NewEvent[]) {
  const appended = await log.append(
    stream,
    (await log.streamHead(stream))?.revision ?? NO_STREAM,
    events,
  );
  if (!appended.ok) throw new Error(`append failed: ${JSON.stringify(appended.failure)}`);
}

/** The events of a stream: what happened to which order or transfer. */
export async function storyOf(log: EventLog, stream: string): Promise<string[]> {
  return (await allOf(log.readStream(stream))).map(named);
}

function named({ type, data }: RecordedEvent): string {
  const { clientOrderId, reference, orderId } = data as Record<string, string>;
  return [type, clientOrderId ?? reference ?? orderId].filter(Boolean).join(' ');
}

/** USD of ann as the owner of the account has them: total, and held for orders. */
export function usdOf({ accounts }: Running): readonly [bigint, bigint] {
  const state = accounts.stateOf('ann');
  const usd = state.status !== 'none' ? state.balances.get('USD') : undefined;
  return [usd?.total ?? 0n, usd?.held ?? 0n];
}
