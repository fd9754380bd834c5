import { deepStrictEqual, fail, match, ok } from 'node:assert';
import { setImmediate } from 'node:timers/promises';
import { inspect, isDeepStrictEqual } from 'node:util';
import type { MarketInput, OrderAccepted, Outcome, TradePrevented } from '@truetape/domain';
import { describe, test } from 'vitest';
import { REASONS, REJECTIONS } from '../src/engine/codes.ts';
import { apply, emptyMarket, type Market } from '../src/engine/index.ts';
import { drawNaive, NaiveMarket } from '../src/naive/index.ts';
import { REGIMES, type Regime, randomInputs } from './random-inputs.ts';
import { shrink } from './shrink.ts';
import { drawWhole } from './support.ts';

/** How many commands are compared, over all regimes. */
const COMMANDS = Number(process.env.TRUETAPE_ENGINE_COMMANDS ?? 100_000);
/** After so many inputs the whole markets are compared; their outcomes are after every one. */
const WHOLE = 1_000;
const SHRINK_MS = Number(process.env.TRUETAPE_ENGINE_SHRINK_MS ?? 20_000);
/** In so many commands all that can happen does. */
const SEEN = 100_000;

type Apply = typeof apply;

describe('the engine and a naive one', () => {
  for (const regime of REGIMES) {
    const commands = Math.ceil((COMMANDS * regime.share) / 100);
    test(
      `say the same of ${commands} random commands: ${regime.name}`,
      async () => {
        for (let seed = 1, left = commands; left > 0; seed++, left -= regime.commands) {
          const told = compare(regime, seed, Math.min(left, regime.commands), apply);
          if (told !== undefined) fail(told);
          // A long run would otherwise seem to hang.
          await setImmediate();
        }
      },
      60_000 + commands * 2,
    );
  }
});

describe('the random commands', () => {
  test('reach every outcome, every code and every reason', () => {
    const counts = new Map<string, number>();
    for (const outcome of outcomesOf(SEEN)) {
      const kind = kindOf(outcome);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    deepStrictEqual([...counts.keys()].sort(), Object.keys(KINDS).sort());
    const words = new Set(Object.keys(KINDS).flatMap((kind) => kind.split(' ')));
    for (const word of [...REASONS, ...REJECTIONS]) {
      ok(word === undefined || words.has(word), `${word} is in no kind`);
    }
    for (const [kind, count] of counts) {
      const least = KINDS[kind] ?? 0;
      ok(count >= least, `${kind}: ${count}, should be ${least} at least`);
    }
  });
});

/** What a naive market makes of so many commands, over all regimes. */
function* outcomesOf(commands: number): Generator<Outcome> {
  for (const regime of REGIMES) {
    const all = Math.ceil((commands * regime.share) / 100);
    for (let seed = 1, left = all; left > 0; seed++, left -= regime.commands) {
      const market = new NaiveMarket();
      const inputs = randomInputs(regime, seed, market);
      for (const input of firstOf(Math.min(left, regime.commands), inputs)) {
        yield* market.apply(input);
      }
    }
  }
}

/** Engines with a mistake that must be found: a comparison that finds nothing would pass with any engine. */
describe('a planted mistake is found, and shown with few inputs', () => {
  const regime = REGIMES[0] as Regime;

  const found = (planted: Apply): MarketInput['type'][] => {
    const told = compare(regime, 1, regime.commands, planted);
    if (told === undefined) fail('Nothing was found');
    match(told, /^Regime dense, seed 1, command \d+: /);
    const [, lines = ''] = told.split(' that still differ:\n');
    return lines.split('\n').map((line) => (JSON.parse(line) as MarketInput).type);
  };

  const isFew = (types: readonly string[], most: number, last?: string) => {
    ok(types.length <= most, `At most ${most}: ${types}`);
    deepStrictEqual([types[0], last ?? types.at(-1)], ['InstrumentListed', types.at(-1)]);
  };

  test('younger orders go first', () => {
    const planted: Apply = (market, input) => {
      const outcomes = [...apply(market, input)];
      const [, first, second] = outcomes;
      if (first?.type !== 'TradeExecuted' || second?.type !== 'TradeExecuted') return outcomes;
      if (first.price === second.price) {
        outcomes[1] = { ...first, maker: second.maker };
        outcomes[2] = { ...second, maker: first.maker };
      }
      return outcomes;
    };
    isFew(found(planted), 6, 'OrderPlaced');
  });

  test('an outcome is left out', () => {
    const planted: Apply = (market, input) =>
      apply(market, input).filter(({ type }, i) => type !== 'OrderCancelled' || i !== 1);
    isFew(found(planted), 2, 'OrderPlaced');
  });

  test('an order is forgotten, which no outcome tells', () => {
    const planted: Apply = (market: Market, input) => {
      const outcomes = apply(market, input);
      if (outcomes[0]?.type === 'OrderReplaced') {
        const { accountId, orderId } = outcomes[0];
        apply(market, { type: 'OrderCancelRequested', at: input.at, accountId, orderId });
      }
      return outcomes;
    };
    isFew(found(planted), 3, 'OrderReplaceRequested');
  });

  test('the engine throws', () => {
    const planted: Apply = (market, input) => {
      if (market.lastTradeNumber > 0) throw new Error('After a trade');
      return apply(market, input);
    };
    isFew(found(planted), 6);
  });
});

/** What differs, to be read; undefined when nothing does. */
function compare(
  regime: Regime,
  seed: number,
  commands: number,
  engine: Apply,
): string | undefined {
  const naive = new NaiveMarket();
  const inputs = firstOf(commands, randomInputs(regime, seed, naive));
  const difference = differenceIn(inputs, naive, engine);
  if (difference === undefined) return undefined;
  const differs = (fewer: readonly MarketInput[]) =>
    differenceIn(fewer, new NaiveMarket(), engine) !== undefined;
  const fewest = shrink(difference.given, differs, SHRINK_MS);
  const at = difference.given.length;
  return [
    `Regime ${regime.name}, seed ${seed}, command ${at}: ${JSON.stringify(difference.given.at(-1), plain)}`,
    ...sayBoth(difference),
    `Of ${at} inputs ${fewest.length} are left. The end:`,
    ...sayBoth(differenceIn(fewest, new NaiveMarket(), engine) ?? difference),
    `The ${fewest.length} inputs that still differ:`,
    ...fewest.map((input) => JSON.stringify(input, plain)),
  ].join('\n');
}

interface Difference {
  /** Up to and with the input after which they differed. */
  readonly given: readonly MarketInput[];
  readonly engine: unknown;
  readonly naive: unknown;
}

function differenceIn(
  inputs: Iterable<MarketInput>,
  naive: NaiveMarket,
  engine: Apply,
): Difference | undefined {
  const market = emptyMarket(naive.symbol);
  const given: MarketInput[] = [];
  let most = 0;
  const whole = () => {
    const [drawn, expected] = [drawWhole(market), drawNaive(naive)];
    if (drawn !== expected) return { given, engine: drawn, naive: expected };
    for (const [counted, limit] of countsOf(market, naive, most)) {
      if (counted > limit) return { given, engine: counted, naive: `at most ${limit}` };
    }
    return undefined;
  };
  for (const input of inputs) {
    given.push(input);
    const said = outcomesOrError(engine, market, input);
    const expected = naive.apply(input);
    if (!isDeepStrictEqual(said, expected)) return { given, engine: said, naive: expected };
    most = Math.max(most, naive.live.length);
    const differs = given.length % WHOLE === 0 ? whole() : undefined;
    if (differs !== undefined) return differs;
  }
  return whole();
}

/** What must not grow beyond what has been there at once: what is gone leaves its room to what comes. */
function* countsOf(market: Market, { live }: NaiveMarket, most: number) {
  const { orders, bids, asks, accounts } = market;
  // Buffers are doubled when they are full. One more order is there while it is being placed.
  yield [orders.numbers.length / 8, Math.max(256, 2 * (most + 1))] as const;
  // 1,024 empty levels may stay, or as many as are not empty.
  const levels = 2 * (most + Math.max(1_024, most) + 2);
  yield [bids.levelNumbers.length / 4, levels] as const;
  yield [asks.levelNumbers.length / 4, levels] as const;
  const own = new Map<string, number>();
  for (const { accountId } of live) own.set(accountId, (own.get(accountId) ?? 0) + 1);
  for (const [name, count] of own) {
    yield [accounts.restingOf(accounts.find(name)).count, count] as const;
  }
}

function outcomesOrError(engine: Apply, market: Market, input: MarketInput): unknown {
  try {
    return engine(market, input);
  } catch (error) {
    return error;
  }
}

function* firstOf<T>(count: number, items: Iterable<T>): Generator<T> {
  let left = count;
  for (const item of items) {
    if (left-- === 0) return;
    yield item;
  }
}

const sayBoth = ({ engine, naive }: Difference) => [
  `engine: ${say(engine)}`,
  `naive:  ${say(naive)}`,
];
const say = (what: unknown) => (typeof what === 'string' ? what : inspect(what, { depth: 5 }));
const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value);

/** An outcome as far as it is of another kind. */
function kindOf(outcome: Outcome): string {
  const { type } = outcome;
  if ('code' in outcome) return `${type} ${outcome.code}`;
  switch (outcome.type) {
    case 'OrderCancelled':
      return `${type} ${outcome.reason}`;
    case 'OrderReplaced':
      return `${type} ${outcome.priorityKept ? 'in its place' : 'from behind'}`;
    case 'OrderAccepted':
      return [type, outcome.orderType, outcome.timeInForce, ...oddOf(outcome)].join(' ');
    case 'TradePrevented':
      return `${type} ${outcome.mode} ${areOfOne(outcome) ? 'account' : 'group'}`;
    case 'TradeExecuted':
      return outcome.auction ? `${type} auction` : type;
    case 'AuctionIndicated':
      return `${type} ${outcome.price === undefined ? 'nobody' : (outcome.surplusSide ?? 'even')}`;
    case 'OrdersCancelApplied':
      return `${type} ${outcome.accountId === undefined ? 'all' : 'account'}`;
    case 'MarketStateChanged':
      return [type, `${outcome.from}→${outcome.to}`, outcome.reason ?? ''].join(' ').trim();
    default:
      return type;
  }
}

const areOfOne = ({ maker, taker }: TradePrevented) => maker.accountId === taker.accountId;

function oddOf(accepted: OrderAccepted): string[] {
  return [
    accepted.postOnly ? 'post-only' : '',
    accepted.displayQuantity === undefined ? '' : 'iceberg',
    accepted.quoteQuantity === undefined ? '' : 'by money',
  ].filter((word) => word !== '');
}

/** How often each must be reached, at least, in {@link SEEN} commands. */
const KINDS: Readonly<Record<string, number>> = {
  'AuctionIndicated buy': 20,
  'AuctionIndicated even': 6,
  'AuctionIndicated nobody': 2,
  'AuctionIndicated sell': 20,
  MarketRulesetChanged: 1,
  'MarketStateChanged auction→closed': 4,
  'MarketStateChanged auction→closed auction-end': 5,
  'MarketStateChanged auction→halted': 6,
  'MarketStateChanged auction→open': 20,
  'MarketStateChanged auction→open auction-end': 20,
  'MarketStateChanged closed→auction': 8,
  'MarketStateChanged closed→open': 20,
  'MarketStateChanged closed→pre-open': 11,
  'MarketStateChanged halted→auction': 9,
  'MarketStateChanged halted→closed': 4,
  'MarketStateChanged halted→open': 8,
  'MarketStateChanged halted→pre-open': 5,
  'MarketStateChanged open→auction': 20,
  'MarketStateChanged open→auction volatility': 20,
  'MarketStateChanged open→closed': 20,
  'MarketStateChanged open→halted': 20,
  'MarketStateChanged pre-open→auction': 7,
  'MarketStateChanged pre-open→closed': 2,
  'MarketStateChanged pre-open→halted': 1,
  'MarketStateChanged pre-open→open': 5,
  'OrderAccepted limit DAY': 20,
  'OrderAccepted limit DAY iceberg': 20,
  'OrderAccepted limit DAY post-only': 20,
  'OrderAccepted limit DAY post-only iceberg': 9,
  'OrderAccepted limit FOK': 20,
  'OrderAccepted limit GTC': 20,
  'OrderAccepted limit GTC iceberg': 20,
  'OrderAccepted limit GTC post-only': 20,
  'OrderAccepted limit GTC post-only iceberg': 20,
  'OrderAccepted limit GTD': 20,
  'OrderAccepted limit GTD iceberg': 20,
  'OrderAccepted limit GTD post-only': 20,
  'OrderAccepted limit GTD post-only iceberg': 11,
  'OrderAccepted limit IOC': 20,
  'OrderAccepted market FOK': 20,
  'OrderAccepted market IOC': 20,
  'OrderAccepted market IOC by money': 20,
  'OrderAccepted stop DAY': 20,
  'OrderAccepted stop GTC': 20,
  'OrderAccepted stop GTD': 20,
  'OrderAccepted stop-limit DAY': 20,
  'OrderAccepted stop-limit DAY iceberg': 20,
  'OrderAccepted stop-limit GTC': 20,
  'OrderAccepted stop-limit GTC iceberg': 20,
  'OrderAccepted stop-limit GTD': 20,
  'OrderAccepted stop-limit GTD iceberg': 20,
  'OrderAccepted trailing-stop DAY': 20,
  'OrderAccepted trailing-stop GTC': 20,
  'OrderAccepted trailing-stop GTD': 20,
  'OrderCancelRejected ORDER_CLOSED': 20,
  'OrderCancelled capacity': 1,
  'OrderCancelled fill-or-kill': 20,
  'OrderCancelled immediate-or-cancel': 20,
  'OrderCancelled mass-cancel': 20,
  'OrderCancelled one-cancels-other': 20,
  'OrderCancelled price-band': 13,
  'OrderCancelled requested': 20,
  'OrderCancelled self-trade-prevention': 20,
  OrderExpired: 20,
  OrderRefreshed: 20,
  'OrderRejected MARKET_AUCTION': 20,
  'OrderRejected MARKET_CAPACITY': 20,
  'OrderRejected MARKET_CLOSED': 20,
  'OrderRejected MARKET_HALTED': 20,
  'OrderRejected MARKET_KILL_SWITCH': 20,
  'OrderRejected MARKET_PRICE_BAND': 20,
  'OrderRejected ORDER_DISPLAY_QUANTITY': 20,
  'OrderRejected ORDER_DUPLICATE_ID': 20,
  'OrderRejected ORDER_EXPIRY': 20,
  'OrderRejected ORDER_PARTNER_GONE': 20,
  'OrderRejected ORDER_POST_ONLY_WOULD_TAKE': 20,
  'OrderRejected ORDER_PRICE_BOUNDS': 20,
  'OrderRejected ORDER_QUANTITY_TOO_LARGE': 20,
  'OrderRejected ORDER_QUANTITY_TOO_SMALL': 20,
  'OrderRejected ORDER_TERMS': 20,
  'OrderReplaceRejected MARKET_AUCTION': 5,
  'OrderReplaceRejected MARKET_CAPACITY': 20,
  'OrderReplaceRejected MARKET_CLOSED': 20,
  'OrderReplaceRejected MARKET_HALTED': 20,
  'OrderReplaceRejected MARKET_KILL_SWITCH': 1,
  'OrderReplaceRejected MARKET_PRICE_BAND': 7,
  'OrderReplaceRejected ORDER_CLOSED': 20,
  'OrderReplaceRejected ORDER_DISPLAY_QUANTITY': 5,
  'OrderReplaceRejected ORDER_NOT_REPLACEABLE': 20,
  'OrderReplaceRejected ORDER_POST_ONLY_WOULD_TAKE': 20,
  'OrderReplaceRejected ORDER_PRICE_BOUNDS': 20,
  'OrderReplaceRejected ORDER_QUANTITY_TOO_LARGE': 20,
  'OrderReplaceRejected ORDER_QUANTITY_TOO_SMALL': 20,
  'OrderReplaceRejected ORDER_REPLACE_BELOW_FILLED': 20,
  'OrderReplaced from behind': 20,
  'OrderReplaced in its place': 20,
  'OrdersCancelApplied account': 20,
  'OrdersCancelApplied all': 20,
  StopTriggered: 20,
  TradeExecuted: 20,
  'TradeExecuted auction': 20,
  'TradePrevented decrement account': 20,
  'TradePrevented decrement group': 20,
  'TradePrevented expire-both account': 20,
  'TradePrevented expire-both group': 20,
  'TradePrevented expire-maker account': 20,
  'TradePrevented expire-maker group': 20,
  'TradePrevented expire-taker account': 20,
  'TradePrevented expire-taker group': 20,
};
