import {
  type Catalogue,
  encodeOutcome,
  marketIn,
  type ReadInput,
  readInput,
  sha256,
  type VoidedInputs,
} from '@truetape/codec';
import { type Data, idOf } from '@truetape/contracts';
import type { NewEvent, RecordedEvent } from '@truetape/kernel';
import {
  apply,
  Checkpoints,
  emptyMarket,
  type Market,
  outcomesOfVoided,
  RULESETS,
} from '@truetape/matcher/engine';
import { contentOf, sameContent } from './content.ts';
import { Difference } from './difference.ts';

interface Replayed {
  readonly market: Market;
  readonly checkpoints: Checkpoints;
  readonly expected: NewEvent[];
  next: number;
  /** The matchers that have had this market. */
  readonly instances: Set<string>;
}

/** Runs every market again from its inputs; each outcome in the log must be the one that comes of it, byte for byte. */
export function checkMarkets(catalogue: Catalogue, voided: VoidedInputs) {
  const replayed = new Map<string, Replayed>();
  const counts = { inputs: 0, outcomes: 0, trades: 0 };

  function marketOf(symbol: string): Replayed {
    let market = replayed.get(symbol);
    if (market === undefined) {
      market = {
        market: emptyMarket(symbol),
        checkpoints: new Checkpoints(),
        expected: [],
        next: 0,
        instances: new Set(),
      };
      replayed.set(symbol, market);
    }
    return market;
  }

  function run(of: Replayed, input: ReadInput, event: RecordedEvent): void {
    counts.inputs += 1;
    const isVoided = voided.has(input.ref, of.market.symbol);
    const answered = isVoided ? outcomesOfVoided(input.input) : apply(of.market, input.input);
    const outcomes = of.checkpoints.after(of.market, answered, sha256);
    if (outcomes.length === 0) return;
    const scales = marketIn(catalogue, of.market.symbol);
    outcomes.forEach((outcome, index) => {
      const place = { index, last: index === outcomes.length - 1, at: input.at };
      const wire = encodeOutcome(outcome, place, scales);
      of.expected.push({ ...wire, correlationId: event.correlationId, causation: input.ref });
    });
  }

  /** The same matcher never starts twice, and this program must know its rules. */
  function start({ instances }: Replayed, event: RecordedEvent): void {
    const { instance, ruleset } = event.data as Data<'MarketMatcherStarted'>;
    if (instances.has(instance)) {
      throw new Difference('market', event, `matcher ${instance} has had this market before`);
    }
    if (!RULESETS.includes(ruleset)) {
      throw new Difference('market', event, `no ruleset ${ruleset} is known`);
    }
    instances.add(instance);
  }

  /** Only the matcher that has the market says how often its state is stated. */
  function schedule({ checkpoints, instances }: Replayed, event: RecordedEvent): void {
    const { every, instance } = event.data as Data<'MarketCheckpointsScheduled'>;
    if ([...instances].at(-1) !== instance) {
      throw new Difference('market', event, `matcher ${instance} does not have this market`);
    }
    checkpoints.every = every;
  }

  function compare(of: Replayed, event: RecordedEvent): void {
    if (event.type === 'MarketMatcherStarted') {
      start(of, event);
      return;
    }
    if (event.type === 'MarketCheckpointsScheduled') {
      schedule(of, event);
      return;
    }
    counts.outcomes += 1;
    if (event.type === 'TradeExecuted') counts.trades += 1;
    if (of.instances.size === 0) {
      throw new Difference('market', event, 'no matcher has started this market');
    }
    const expected = of.expected[of.next];
    if (expected === undefined) throw new Difference('market', event, 'no input explains this');
    of.next += 1;
    if (of.next >= 1_000) {
      of.expected.splice(0, of.next);
      of.next = 0;
    }
    if (!sameContent(expected, event)) {
      const told = `replay gives ${contentOf(expected)}, not ${contentOf(event)}`;
      throw new Difference('market', event, told);
    }
    // Before a market opens, and in an auction, nobody trades: halted or closed, it may be left like that.
    if (of.market.state === 'open' && of.market.isCrossed)
      throw new Difference('market', event, 'the book is crossed');
  }

  return {
    counts: () => ({ markets: replayed.size, ...counts }),
    read: (event: RecordedEvent): void => {
      const symbol = idOf('market', event.stream);
      if (symbol !== undefined) {
        compare(marketOf(symbol), event);
        return;
      }
      const input = readInput(event, catalogue);
      if (input === undefined) return;
      const concerned =
        input.symbol === undefined ? [...replayed.values()] : [marketOf(input.symbol)];
      for (const of of concerned) run(of, input, event);
    },
    /** Outcomes of the last inputs, which may still be on their way. */
    missing: () =>
      [...replayed.values()].reduce((sum, { expected, next }) => sum + expected.length - next, 0),
  };
}
