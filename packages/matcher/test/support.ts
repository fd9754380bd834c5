import { strictEqual } from 'node:assert';
import {
  epochMs,
  type Instrument,
  lots,
  type MarketInput,
  type MarketState,
  minor,
  type OrderPlacedInput,
  type OrderTerms,
  type Outcome,
  orderIdOf,
  type PriceBand,
  placeOf,
  rateE8,
  ticks,
} from '@truetape/domain';
import type { Writable } from '@truetape/kernel';
import { apply, emptyMarket, type Market, NEWEST_RULESET } from '../src/engine/index.ts';
import { draw } from './draw.ts';

export { drawWhole } from './draw.ts';

export const instrument: Instrument = {
  units: { symbol: 'T-T', base: 'T', quote: 'U', notionalUnit: 1n, lotUnit: 1n },
  revision: 0,
  minQuantity: lots(1),
  maxQuantity: lots(Number.MAX_SAFE_INTEGER),
  minNotional: minor(0n),
  maxNotional: minor(10n ** 30n),
  feeTiers: [{ tier: 'standard', makerRate: rateE8(0), takerRate: rateE8(0) }],
  selfTradePrevention: 'none',
  protectionRate: rateE8(0),
  startsIn: 'open',
  ruleset: NEWEST_RULESET,
};

const at = epochMs(0);

export function openMarket(of: Partial<Instrument> = {}): Market {
  const market = emptyMarket('T-T');
  apply(market, { type: 'InstrumentListed', at, instrument: { ...instrument, ...of } });
  return market;
}

/**
 * Reads one line.
 *
 * | line | |
 * |---|---|
 * | `buy a 10 @ 99` | a limit order; `a` names it |
 * | `sell b 5 @ 101 IOC post` | words that follow: a time in force (`DAY` and `GTD` with `due T`), `post`, a mode of self-trade prevention, `shows 2`, `with a` (its partner), `due 50`, `by bob` (the account, `ann` otherwise), `led-by ann` (who leads its owner group, itself otherwise) |
 * | `market buy d 5 to 103` | a market order with its protection price; `market buy d for 500 to 103` spends 500 |
 * | `stop sell e 5 at 95 to 90` | a stop order; `@ 94` instead of `to` makes it a stop-limit order |
 * | `trail sell f 5 behind 100 by-ticks 5 to 80` | a trailing stop with its reference and its offset |
 * | `cancel a`, `cancel all of ann`, `cancel all of everybody`, `replace a 7 @ 98` | |
 * | `trip`, `release` | the kill switch of the market; `trip venue` that of the venue |
 * | `halted`, `open`, `closed`, `pre-open`, `auction due 50 then closed` | what an operator asks |
 * | `clock 60`, `ruleset 2` | |
 */
export function inputOf(line: string): MarketInput {
  const words = new Words(line);
  const accountId = words.after('by') ?? 'ann';
  const due = words.after('due');
  const first = words.next();
  if (first in STATES) {
    const next = words.after('then') as 'open' | 'closed' | undefined;
    return {
      type: 'MarketStateRequested',
      at,
      symbol: 'T-T',
      to: first as MarketState,
      ...(due === undefined ? {} : { dueAt: epochMs(Number(due)) }),
      ...(next === undefined ? {} : { next }),
    };
  }
  switch (first) {
    case 'clock':
      return { type: 'ClockAdvanced', at, to: epochMs(Number(words.next())) };
    case 'ruleset':
      return { type: 'RulesetAdopted', at, ruleset: Number(words.next()) };
    case 'trip':
    case 'release': {
      const type = first === 'trip' ? 'KillSwitchTripped' : 'KillSwitchReleased';
      return words.has('venue') ? { type, at } : { type, at, symbol: 'T-T' };
    }
    case 'cancel': {
      const all = words.after('of');
      if (all === 'everybody') return { type: 'OrdersCancelRequested', at };
      if (all !== undefined) return { type: 'OrdersCancelRequested', at, accountId: all };
      return {
        type: 'OrderCancelRequested',
        at,
        accountId,
        orderId: idOf(accountId, words.next()),
      };
    }
    case 'replace': {
      const orderId = idOf(accountId, words.next());
      const quantity = lots(Number(words.next()));
      const price = ticks(Number(words.after('@')));
      return { type: 'OrderReplaceRequested', at, accountId, orderId, price, quantity };
    }
    default:
      return orderOf(first, words, accountId, due);
  }
}

const STATES: Readonly<Record<MarketState, true>> = {
  'pre-open': true,
  open: true,
  auction: true,
  halted: true,
  closed: true,
};

/** The words of a line. What has been read is not read again. */
class Words {
  readonly #words: string[];

  constructor(line: string) {
    this.#words = line.trim().split(/\s+/);
  }

  next(): string {
    return this.#words.shift() ?? '';
  }

  has(...any: readonly string[]): string | undefined {
    const at = this.#words.findIndex((word) => any.includes(word));
    return at < 0 ? undefined : this.#words.splice(at, 1)[0];
  }

  /** The word after another one. */
  after(word: string): string | undefined {
    const at = this.#words.indexOf(word);
    return at < 0 ? undefined : this.#words.splice(at, 2)[1];
  }
}

function orderOf(
  first: string,
  words: Words,
  accountId: string,
  due: string | undefined,
): OrderPlacedInput {
  const isPlain = first === 'buy' || first === 'sell';
  const side = (isPlain ? first : words.next()) as 'buy' | 'sell';
  const orderId = idOf(accountId, words.next());
  const number = (after: string) => {
    const word = words.after(after);
    return word === undefined ? undefined : Number(word);
  };
  const price = number('@');
  const type = { market: 'market', trail: 'trailing-stop', stop: price ? 'stop-limit' : 'stop' }[
    first
  ] as OrderTerms['type'] | undefined;
  const money = words.after('for');
  const terms: Writable<OrderTerms> = {
    symbol: 'T-T',
    side,
    type: type ?? 'limit',
    timeInForce: (words.has('IOC', 'FOK', 'DAY', 'GTD', 'GTC') ??
      (first === 'market' ? 'IOC' : 'GTC')) as OrderTerms['timeInForce'],
    postOnly: words.has('post') !== undefined,
    selfTradePrevention: (words.has('expire-taker', 'expire-maker', 'expire-both', 'decrement') ??
      'none') as OrderTerms['selfTradePrevention'],
  };
  const [stop, offset, display] = [number('at'), number('by-ticks'), number('shows')];
  if (price !== undefined) terms.price = ticks(price);
  if (stop !== undefined) terms.stopPrice = ticks(stop);
  if (offset !== undefined) terms.trailingOffset = ticks(offset);
  if (display !== undefined) terms.displayQuantity = lots(display);
  if (terms.timeInForce === 'GTD' && due !== undefined) terms.expiresAt = epochMs(Number(due));
  const [reference, partner] = [number('behind'), words.after('with')];
  const ownerGroup = words.after('led-by');
  const limit = ticks(price ?? number('to') ?? 0);
  if (money === undefined) terms.quantity = lots(Number(words.next()));
  else terms.quoteQuantity = minor(BigInt(money));
  return {
    type: 'OrderPlaced',
    at,
    accountId,
    orderId,
    terms,
    limit,
    makerRate: rateE8(0),
    takerRate: rateE8(0),
    ...(due === undefined ? {} : { dueAt: epochMs(Number(due)) }),
    ...(reference === undefined ? {} : { reference: ticks(reference) }),
    ...(partner === undefined ? {} : { partnerId: idOf(accountId, partner) }),
    ...(ownerGroup === undefined ? {} : { ownerGroup }),
  };
}

/** The names of orders in a table are numbers with 36 digits. */
const idOf = (accountId: string, name = '') => orderIdOf(accountId, Number.parseInt(name, 36));
const nameOf = (orderId: string) => (placeOf(orderId)?.revision ?? -1).toString(36);

/** One line per outcome, as short as it can be and still say everything that differs. */
export function lineOf(outcome: Outcome): string {
  switch (outcome.type) {
    case 'OrderAccepted':
      return `accepted ${nameOf(outcome.orderId)} #${outcome.orderNumber}`;
    case 'OrderRejected':
    case 'OrderCancelRejected':
    case 'OrderReplaceRejected':
      return `${outcome.type} ${nameOf(outcome.orderId)} ${outcome.code}`;
    case 'TradeExecuted': {
      const { maker, taker, quantity, price, tradeNumber, auction } = outcome;
      const where = auction ? 'auction' : 'trade';
      return `${where} ${tradeNumber}: ${quantity} @ ${price} ${sideOf(maker)} ${sideOf(taker)}`;
    }
    case 'TradePrevented': {
      const { mode, maker, taker, quantity, price } = outcome;
      return `prevented ${mode}: ${quantity} @ ${price} ${sideOf(maker)} ${sideOf(taker)}`;
    }
    case 'OrderRefreshed':
      return `refreshed ${nameOf(outcome.orderId)} ${outcome.displayed}`;
    case 'StopTriggered':
      return `triggered ${nameOf(outcome.orderId)} ${outcome.stopPrice}`;
    case 'OrderCancelled':
      return `cancelled ${nameOf(outcome.orderId)} ${outcome.quantity} ${outcome.reason}`;
    case 'OrderExpired':
      return `expired ${nameOf(outcome.orderId)} ${outcome.quantity}`;
    case 'OrderReplaced':
      return `replaced ${nameOf(outcome.orderId)} ${outcome.remaining}/${outcome.quantity} @ ${outcome.price}${outcome.priorityKept ? ' kept' : ''}`;
    case 'OrdersCancelApplied':
      return `cancelled ${outcome.cancelled} of ${outcome.accountId ?? 'everybody'}`;
    case 'MarketCheckpoint':
      return `checkpoint ${outcome.inputs} ${outcome.stateHash}`;
    case 'MarketStateChanged': {
      const { from, to, reason, dueAt } = outcome;
      const why = reason === undefined ? '' : ` ${reason}`;
      return `${from} → ${to}${why}${dueAt === undefined ? '' : ` due ${dueAt}`}`;
    }
    case 'MarketRulesetChanged':
      return `ruleset ${outcome.from} → ${outcome.to}`;
    case 'AuctionIndicated': {
      const { price, quantity, surplus, surplusSide } = outcome;
      const left = surplusSide === undefined ? '' : ` ${surplus} ${surplusSide} over`;
      return `indicated ${quantity} @ ${price ?? 'none'}${left}`;
    }
  }
}

const sideOf = ({ orderId, remaining }: { orderId: string; remaining: number }) =>
  `${nameOf(orderId)}(${remaining})`;

export interface Table {
  /** Of the market, where it is not as any other. */
  readonly instrument?: { readonly priceBand?: PriceBand } & Partial<Instrument>;
  readonly given?: readonly string[];
  readonly when: string;
  readonly gives: readonly string[];
  /** Asks above bids, best prices in the middle, oldest order first; then the orders that wait. */
  readonly book?: string;
}

/** Runs `given`, then one line, and compares every outcome and the whole book. The only code that touches the engine. */
export function check(table: Table): void {
  const market = openMarket(table.instrument);
  for (const line of table.given ?? []) apply(market, inputOf(line));
  const outcomes = apply(market, inputOf(table.when)).map(lineOf);
  strictEqual(outcomes.join('\n'), table.gives.join('\n'));
  if (table.book !== undefined) {
    const want = table.book.split('\n').map((line) => line.trim());
    strictEqual(draw(market), want.filter((line) => line !== '').join('\n'));
  }
}
