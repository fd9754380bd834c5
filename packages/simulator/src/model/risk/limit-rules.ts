import { type Atto, larger, times } from '../decimal.ts';
import type { Known } from '../knowledge.ts';
import { protectedFrom } from '../order-rules.ts';
import type { Problem } from '../problem.ts';
import type { Bound } from './bound.ts';
import { canOnlyReduce, type Net, netOf, netsOf } from './exposure.ts';
import type { ModelIntent } from './intent.ts';
import { NO_LIMITS } from './model-limits.ts';
import { either, exactly, isBeyond, type Range, sumOf, worth } from './range.ts';

/** What a limit says to an intent; with its code where that is another one than that of the rule. */
type Said = Known | Problem;
type Rule = (intent: ModelIntent, bound: Bound) => Said;

const MISSING: Problem = { code: 'RISK_REFERENCE_PRICE_MISSING', broken: 'yes' };

/** `docs/reference/risk.md`, from top to bottom. */
const RULES: Readonly<Record<string, Rule>> = {
  RISK_MESSAGE_RATE: ({ messages, when }, { limits, notes }) => {
    const most = limits.messagesPerSecond;
    if (most === undefined || notes === undefined) return 'no';
    return isBeyond(notes.countWithin(1_000, when), BigInt(most - messages));
  },
  RISK_TOO_MANY_OPEN_ORDERS: ({ orders }, { limits: { openOrders: most }, accounts }) => {
    if (most === undefined || orders === 0) return 'no';
    const open = accounts.reduce((sum, { openOrders }) => sum + openOrders.size, 0);
    return open + orders > most ? 'yes' : 'no';
  },
  RISK_ORDER_QUANTITY: ({ instrument, legs }, { limits }) => {
    const most = limits.orderQuantity.get(instrument.symbol);
    return most !== undefined && legs.some(({ quantity = 0n }) => quantity > most) ? 'yes' : 'no';
  },
  RISK_ORDER_NOTIONAL: ({ instrument, legs }, { limits }) => {
    const most = limits.orderNotional.get(instrument.quote);
    return most !== undefined && legs.some(({ notional }) => notional > most) ? 'yes' : 'no';
  },
  RISK_PRICE_COLLAR: (intent, { limits: { collar } }) => {
    if (collar === undefined) return 'no';
    const said = intent.legs.map((leg) => collared(intent, leg, collar));
    return said.find((one) => one !== 'no') ?? 'no';
  },
  RISK_DUPLICATE_ORDER: ({ legs, when }, { limits: { duplicateWindowMs: window }, notes }) => {
    if (window === undefined || notes === undefined) return 'no';
    const alike = legs.map(({ likeness }) =>
      likeness === undefined ? exactly(0n) : notes.alikeWithin(window, when, likeness()),
    );
    return isBeyond(sumOf(alike), 0n);
  },
  RISK_POSITION_LIMIT: (intent, { limits, accounts }) => {
    const { instrument, side, added, addedMoney } = intent;
    const most = limits.position.get(instrument.symbol);
    if (most === undefined) return 'no';
    // How many lots it buys, nobody can say before.
    if (addedMoney > 0n) return 'yes';
    if (added === 0n) return 'no';
    const { quantity, toBuy, toSell } = netWith(intent, accounts);
    return (side === 'buy' ? quantity + toBuy : toSell - quantity) > most ? 'yes' : 'no';
  },
  RISK_GROSS_NOTIONAL: (intent, { limits, accounts }) => {
    const most = limits.grossNotional.get(intent.instrument.quote);
    if (most === undefined || isReducing(intent, accounts)) return 'no';
    const nets = netsOf(accounts);
    add(intent, nets);
    const worths: Range[] = [];
    for (const [symbol, { quantity, toBuy, toSell, money }] of nets) {
      if (intent.quoteOf(symbol) !== intent.instrument.quote) continue;
      const lots = larger(quantity + toBuy, toSell - quantity);
      const price = lots === 0n ? exactly(0n) : intent.markOf(symbol)?.price;
      if (price === undefined) return MISSING;
      worths.push(exactly(money), worth(lots, price, times));
    }
    return isBeyond(sumOf(worths), most);
  },
  RISK_DAILY_LOSS: (intent, { limits, accounts }) => {
    const most = limits.dailyLoss.get(intent.instrument.quote);
    if (most === undefined || isReducing(intent, accounts)) return 'no';
    const losses = intent.days.map((day) => lossOn(day, intent, accounts));
    if (losses.some((loss) => loss === undefined)) return MISSING;
    // It is reached at the limit already.
    return isBeyond((losses as readonly Range[]).reduce(either), most - 1n);
  },
};

const RULES_IN_ORDER = Object.entries(RULES);

/** The limits that an intent passes, in the order in which they are asked; each of the account first. */
export function* limitProblems(
  intentOf: () => ModelIntent,
  bounds: readonly Bound[],
): Generator<Problem, void> {
  const limiting = bounds.filter(({ limits }) => limits !== NO_LIMITS);
  if (limiting.length === 0) return;
  const given = intentOf();
  let isUnsure = false;
  const markOf: ModelIntent['markOf'] = (symbol) => {
    isUnsure ||= given.isPriced(symbol) === 'perhaps';
    return given.markOf(symbol);
  };
  const intent = { ...given, markOf };
  for (const [code, rule] of RULES_IN_ORDER) {
    for (const bound of limiting) {
      isUnsure = false;
      const said = rule(intent, bound);
      // Who decides may not have read of the first trade of a market.
      if (isUnsure) yield { ...MISSING, broken: 'perhaps' };
      const problem = typeof said === 'string' ? { code, broken: said } : said;
      yield bound.isKnown ? problem : { ...problem, broken: 'perhaps' };
    }
  }
}

function collared(
  { instrument, side, markOf }: ModelIntent,
  { limit, stopPrice }: ModelIntent['legs'][number],
  collar: Atto,
): Said {
  const from = stopPrice === undefined ? markOf(instrument.symbol)?.price : exactly(stopPrice);
  if (from === undefined) return MISSING;
  const furthest = (price: Atto) => protectedFrom(side, price, instrument.tick, collar);
  const [low, high] = [furthest(from.least), furthest(from.most)];
  return side === 'buy'
    ? isBeyond({ least: limit - high, most: limit - low }, 0n)
    : isBeyond({ least: low - limit, most: high - limit }, 0n);
}

function lossOn(
  day: string,
  { instrument, quoteOf, markOf }: ModelIntent,
  accounts: Bound['accounts'],
): Range | undefined {
  const losses: Range[] = [];
  for (const { positions } of accounts) {
    for (const [symbol, position] of positions) {
      if (quoteOf(symbol) !== instrument.quote) continue;
      const mark = position.isPricedOn(day) ? markOf(symbol) : undefined;
      if (mark !== undefined) losses.push(position.lossOn(day, mark));
      else if (position.isPricedOn(day)) return undefined;
      else losses.push(exactly(position.paidOn(day)));
    }
  }
  return sumOf(losses);
}

const isReducing = (intent: ModelIntent, accounts: Bound['accounts']): boolean =>
  intent.addedMoney === 0n && canOnlyReduce(netWith(intent, accounts), intent.side);

function netWith(intent: ModelIntent, accounts: Bound['accounts']): Net {
  const nets = netsOf(accounts);
  add(intent, nets);
  return netOf(nets, intent.instrument.symbol);
}

function add({ instrument, side, added, addedMoney }: ModelIntent, nets: Map<string, Net>): void {
  const net = netOf(nets, instrument.symbol);
  net[side === 'buy' ? 'toBuy' : 'toSell'] += added;
  net.money += addedMoney;
}
