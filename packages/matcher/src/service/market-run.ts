import {
  type Catalogue,
  decodeOutcome,
  encodeOutcome,
  type ListedMarket,
  type PlacedOutcome,
  type ReadInput,
  sha256,
} from '@truetape/codec';
import { type Data, streams } from '@truetape/contracts';
import type { Outcome } from '@truetape/domain';
import {
  type AppendFailure,
  appendForCertain,
  type EventLog,
  NO_STREAM,
} from '@truetape/event-store';
import { assert, type EventRef, type NewEvent, type RecordedEvent } from '@truetape/kernel';
import {
  apply,
  Checkpoints,
  emptyMarket,
  type Market,
  outcomesOfVoided,
  restore,
  type Snapshot,
  snapshot,
} from '../engine/index.ts';
import type { Stopped } from './stopped.ts';
import { takeOver } from './take-over.ts';

/** An outcome that was worked out and has not been read back from the log yet. */
interface Expected extends PlacedOutcome {
  readonly input: EventRef;
  readonly correlationId: string;
}

/** A market as JSON has it, while it is only read; the engine's state, which is long, stands apart. */
export interface StoredMarket {
  readonly symbol: string;
  readonly engine: Omit<Snapshot, 'state'>;
  readonly revision: number;
  readonly inputs: number;
  readonly checkpointEvery: number;
  /** Outcomes that were worked out and not read yet. */
  readonly expected: readonly NewEvent[];
}

export interface MarketRunOptions {
  readonly symbol: string;
  readonly log: EventLog;
  /** Names this matcher in `MarketMatcherStarted`. */
  readonly instance: string;
  readonly started: () => NewEvent;
  /** How many inputs shall lie between two checkpoints; told to the log where it is new. */
  readonly checkpointEvery: number;
  readonly scheduled: () => NewEvent;
  /** No append holds more outcomes; what an input makes beyond it goes into the next. */
  readonly outcomesPerAppend: number;
  readonly market: () => ListedMarket;
  /** This process must stop: another matcher has this market, or its stream cannot be written. */
  readonly onStopped: Stopped;
}

/**
 * One market: its engine, and its stream in the log. What the engine makes of the inputs is expected to be read from
 * the stream, event by event; what is missing there when the log ends is appended.
 */
export class MarketRun {
  #engine: Market;
  readonly #checkpoints = new Checkpoints();
  readonly #options: MarketRunOptions;
  readonly #stream: string;
  /** Of the last event of the market's stream, appended or read. */
  #revision = NO_STREAM;
  /** Of the last event of the market's stream that was read. */
  #readRevision = NO_STREAM;
  #expected: Expected[] = [];
  #nextExpected = 0;
  /** How many of the expected, from the oldest, have been handed to the log. */
  #handedOver = 0;
  #live = false;
  /** How often there are checkpoints has been appended and not read back yet. */
  #isScheduling = false;
  /** The fence of this matcher is in the log: one that comes after it is another's. */
  #taken = false;
  #whenRead: { readonly revision: number; readonly resolve: () => void } | undefined;
  /** Another matcher has the market: nothing is appended any more. */
  #fenced = false;
  #appending: Promise<void> = Promise.resolve();

  constructor(options: MarketRunOptions) {
    this.#options = options;
    this.#stream = streams.market(options.symbol);
    this.#engine = emptyMarket(options.symbol);
  }

  get symbol(): string {
    return this.#options.symbol;
  }

  /** What `restore` takes: the market, and the state of its engine. */
  capture(): [market: StoredMarket, state: string] {
    assert(!this.#live, 'a state is kept while it is only read');
    const { state, ...engine } = snapshot(this.#engine, sha256);
    const { inputs, every: checkpointEvery } = this.#checkpoints;
    const revision = this.#readRevision;
    const expected = this.#encoded(this.#nextExpected, this.#expected.length);
    return [{ symbol: this.symbol, engine, revision, inputs, checkpointEvery, expected }, state];
  }

  /** Takes a state in place of the events before it. */
  restore(market: StoredMarket, state: string, catalogue: Catalogue): void {
    this.#engine = restore({ ...market.engine, state }, sha256);
    this.#checkpoints.inputs = market.inputs;
    this.#checkpoints.every = market.checkpointEvery;
    this.#revision = market.revision;
    this.#readRevision = market.revision;
    for (const event of market.expected) {
      const place = { stream: this.#stream, revision: market.revision };
      const placed = decodeOutcome({ ...event, ...place } as RecordedEvent, catalogue);
      assert(
        placed !== undefined && event.causation !== undefined,
        'what is expected is an outcome',
      );
      const { correlationId, causation: input } = event;
      this.#expected.push({ ...placed, input, correlationId });
    }
  }

  /**
   * Runs an input, or passes over one that is voided. What comes of it is appended by `flush`, once it is known that it
   * is not in the log already.
   */
  run(input: ReadInput, correlationId: string, isVoided: boolean): readonly Outcome[] {
    const engine = this.#engine;
    const answered = isVoided ? outcomesOfVoided(input.input) : apply(engine, input.input);
    const outcomes = this.#checkpoints.after(engine, answered, sha256);
    const final = outcomes.length - 1;
    outcomes.forEach((outcome, index) => {
      const place = { index, last: index === final, at: input.at };
      this.#expected.push({ outcome, place, input: input.ref, correlationId });
    });
    return outcomes;
  }

  /** An event of this market's stream: one of ours that is back, or the fence of another matcher. */
  read(event: RecordedEvent): void {
    assert(event.revision === this.#readRevision + 1, `${event.stream} is read without a gap`);
    this.#readRevision = event.revision;
    this.#revision = Math.max(this.#revision, event.revision);
    if (event.revision >= (this.#whenRead?.revision ?? Infinity)) this.#whenRead?.resolve();
    if (event.type === 'MarketMatcherStarted') {
      const { instance } = event.data as { readonly instance: string };
      if (instance === this.#options.instance) this.#taken = true;
      else if (this.#taken) this.#fencedBy(`matcher ${instance}`);
      return;
    }
    if (event.type === 'MarketCheckpointsScheduled') {
      this.#isScheduling = false;
      this.#checkpoints.every = (event.data as Data<'MarketCheckpointsScheduled'>).every;
      return;
    }
    const expected = this.#expected[this.#nextExpected];
    const { causation } = event;
    assert(
      expected !== undefined &&
        expected.outcome.type === event.type &&
        expected.input.stream === causation?.stream &&
        expected.input.revision === causation.revision &&
        expected.place.index === (event.data as { readonly index: number }).index,
      `replaying the inputs of ${this.symbol} gives the outcomes of the log (position ${event.position})`,
    );
    assert(
      expected.outcome.type !== 'MarketCheckpoint' ||
        expected.outcome.stateHash === (event.data as Data<'MarketCheckpoint'>).stateHash,
      `the state of ${this.symbol} is that of its checkpoint (position ${event.position})`,
    );
    this.#nextExpected += 1;
    this.#handedOver = Math.max(this.#handedOver, this.#nextExpected);
    if (this.#nextExpected === this.#expected.length || this.#nextExpected >= 4_096) {
      this.#expected.splice(0, this.#nextExpected);
      this.#handedOver -= this.#nextExpected;
      this.#nextExpected = 0;
    }
  }

  /** Takes the market: from here on every append of another matcher fails. Then appends what is missing. */
  goLive(): void {
    const { log, started } = this.#options;
    if (!log.pipelined) {
      void this.#takeOver();
      return;
    }
    // Nobody else writes this log: the fence has its place at once, and what follows has the next one.
    this.#live = true;
    this.#append([started()]);
    this.flush();
  }

  async #takeOver(): Promise<void> {
    const { log, started } = this.#options;
    const fenced = await takeOver({
      log,
      stream: this.#stream,
      fence: started(),
      readRevision: () => this.#readRevision,
      untilRead: (revision) =>
        new Promise((resolve) => {
          this.#whenRead = { revision, resolve };
          if (this.#readRevision >= revision) resolve();
        }),
    });
    if (!fenced.ok) {
      this.#cannotWrite(fenced.failure);
      return;
    }
    this.#revision = Math.max(this.#revision, fenced.value);
    this.#taken = true;
    this.#live = true;
    this.flush();
  }

  /** Appends what the log does not have: whole inputs while they fit, an input that does not fit in parts. */
  flush(): void {
    if (!this.#live || this.#fenced) return;
    const { outcomesPerAppend } = this.#options;
    while (this.#handedOver < this.#expected.length) {
      const from = this.#handedOver;
      const to = this.#endOfAppend(from, outcomesPerAppend);
      const events = this.#encoded(from, to);
      this.#handedOver = to;
      this.#append(events);
    }
    this.#scheduleCheckpoints();
  }

  /** In time for the first one; a market that few trade in has none, and says nothing of them. */
  #scheduleCheckpoints(): void {
    const { checkpointEvery, scheduled } = this.#options;
    const { inputs, every } = this.#checkpoints;
    if (this.#isScheduling || every === checkpointEvery || 2 * inputs < checkpointEvery) return;
    this.#isScheduling = true;
    this.#append([scheduled()]);
  }

  #encoded(from: number, to: number): NewEvent[] {
    if (from === to) return [];
    const scales = this.#options.market();
    return this.#expected.slice(from, to).map(({ outcome, place, input, correlationId }) => {
      return { ...encodeOutcome(outcome, place, scales), correlationId, causation: input };
    });
  }

  #endOfAppend(from: number, most: number): number {
    const limit = Math.min(from + most, this.#expected.length);
    if (limit === this.#expected.length) return limit;
    for (let end = limit; end > from; end--) if (this.#expected[end - 1]?.place.last) return end;
    return limit;
  }

  #append(events: readonly NewEvent[]): void {
    const { log } = this.#options;
    const expectedRevision = this.#revision;
    this.#revision += events.length;
    const send = () => this.#send(expectedRevision, events);
    this.#appending = log.pipelined ? send() : this.#appending.then(send);
  }

  async #send(expectedRevision: number, events: readonly NewEvent[]): Promise<void> {
    // What was waiting for its turn when the market was lost is another matcher's to tell.
    if (this.#fenced) return;
    const { log } = this.#options;
    const result = await appendForCertain(log, this.#stream, expectedRevision, events, RETRIES);
    if (result.ok) return;
    if (result.failure.code === 'WRONG_REVISION' && result.failure.actual >= expectedRevision) {
      this.#fencedBy('another matcher');
    } else this.#cannotWrite(result.failure);
  }

  #fencedBy(whom: string): void {
    this.#fenced = true;
    this.#options.onStopped(`${whom} has taken over market ${this.#options.symbol}`, 'replaced');
  }

  #cannotWrite(failure: AppendFailure): void {
    const end =
      failure.code === 'WRONG_REVISION' ? ` (its last revision is ${failure.actual})` : '';
    this.#options.onStopped(
      `market ${this.#options.symbol} cannot be written: ${failure.code}${end}`,
      'failed',
    );
  }
}

const RETRIES = 10;
