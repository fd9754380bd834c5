import {
  type Catalogue,
  catalogueEvolve,
  emptyCatalogue,
  encodeOutcome,
  marketIn,
  type ReadInput,
  readInput,
} from '@truetape/codec';
import type { Data } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import { NaiveMarket } from '@truetape/matcher/naive';
import { holds } from '../violation.ts';
import { same } from './same.ts';

/** An outcome that the log must have next. */
interface Expected {
  readonly type: string;
  readonly data: object;
  readonly event: RecordedEvent;
  readonly isFinal: boolean;
}

interface ModelMarket {
  readonly naive: NaiveMarket;
  readonly expected: Expected[];
  readonly matchers: Set<string>;
  /** Of the input that is being told; 0 between inputs. */
  index: number;
  /** Per account stream, the last of its revisions that is answered whole. */
  readonly answered: Map<string, number>;
}

/** Every market by the naive engine: its outcomes, in its order, once each. */
export class ModelMarkets {
  readonly #catalogue: Catalogue = emptyCatalogue();
  readonly #markets = new Map<string, ModelMarket>();
  /** Outcomes that no matcher has told yet. */
  missing = 0;

  get all(): ReadonlyMap<
    string,
    { readonly naive: NaiveMarket; readonly expected: readonly unknown[] }
  > {
    return this.#markets;
  }

  read(event: RecordedEvent, kind: string, id: string): void {
    if (kind === 'market') {
      this.#readOutcome(event, id);
      return;
    }
    if (kind === 'denials') return;
    catalogueEvolve(this.#catalogue, event);
    const input = readInput(event, this.#catalogue);
    if (input === undefined) return;
    if (input.symbol !== undefined) this.#run(this.#market(input.symbol), input, event);
    else for (const market of this.#markets.values()) this.#run(market, input, event);
  }

  /** Whether an intent of an account is answered, and all that it made is told. */
  hasAnswered(symbol: string, stream: string, revision: number): boolean {
    return (this.#markets.get(symbol)?.answered.get(stream) ?? -1) >= revision;
  }

  #run(market: ModelMarket, { input, at }: ReadInput, event: RecordedEvent): void {
    const outcomes = market.naive.apply(input);
    const { symbol } = market.naive;
    outcomes.forEach((outcome, index) => {
      const isFinal = index === outcomes.length - 1;
      const scales = marketIn(this.#catalogue, symbol);
      const { type, data } = encodeOutcome(outcome, { index, last: isFinal, at }, scales);
      market.expected.push({ type, data, event, isFinal });
    });
    this.missing += outcomes.length;
    holds(
      market.naive.state !== 'open' || !isCrossed(market.naive),
      'a book is never crossed while its market is open',
      () => `${symbol} after ${event.type} at position ${event.position}`,
    );
  }

  #readOutcome(event: RecordedEvent, symbol: string): void {
    const market = this.#market(symbol);
    if (event.type === 'MarketMatcherStarted') {
      const { instance } = event.data as Data<'MarketMatcherStarted'>;
      holds(!market.matchers.has(instance), 'a matcher takes a market once', () => instance);
      market.matchers.add(instance);
      return;
    }
    if (event.type === 'MarketCheckpointsScheduled') return;
    const { index, last } = event.data as Data<'OrderAccepted'>;
    holds(
      index === market.index,
      'outcomes are told in order',
      () => `${symbol} ${event.revision}`,
    );
    market.index = last ? 0 : index + 1;
    const { causation } = event;
    if (last && causation !== undefined) market.answered.set(causation.stream, causation.revision);
    if (event.type === 'MarketCheckpoint') return;
    const expected = market.expected.shift();
    holds(expected !== undefined, 'every outcome has an input', () => describe(event));
    this.missing -= 1;
    const { stream, revision, correlationId } = expected.event;
    const isExpected =
      event.type === expected.type &&
      same({ ...(event.data as object), last: expected.isFinal }, expected.data) &&
      (!last || expected.isFinal) &&
      same(event.causation, { stream, revision }) &&
      event.correlationId === correlationId;
    holds(isExpected, 'a market does what its rules say', () => {
      const want = `${expected.type} ${JSON.stringify(expected.data)} of ${stream} ${revision}`;
      return `${want}, not ${describe(event)}`;
    });
  }

  #market(symbol: string): ModelMarket {
    let market = this.#markets.get(symbol);
    if (market === undefined) {
      market = {
        naive: new NaiveMarket(symbol),
        expected: [],
        matchers: new Set(),
        index: 0,
        answered: new Map(),
      };
      this.#markets.set(symbol, market);
    }
    return market;
  }
}

const describe = ({ type, data, causation }: RecordedEvent) =>
  `${type} ${JSON.stringify(data)} of ${causation?.stream} ${causation?.revision}`;

function isCrossed(naive: NaiveMarket): boolean {
  let bid = 0;
  let ask = Number.POSITIVE_INFINITY;
  for (const { waits, side, price } of naive.live) {
    if (waits) continue;
    if (side === 'buy') bid = Math.max(bid, price);
    else ask = Math.min(ask, price);
  }
  return bid >= ask;
}
