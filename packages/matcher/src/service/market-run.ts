import { encodeOutcome, type ListedMarket, type ReadInput } from '@truetape/codec';
import { streams } from '@truetape/contracts';
import type { Outcome } from '@truetape/domain';
import { appendForCertain, type EventLog, NO_STREAM } from '@truetape/event-store';
import { assert, type NewEvent, type RecordedEvent } from '@truetape/kernel';
import { apply, emptyMarket, type Market, outcomesOfVoided } from '../engine/index.ts';

/** An outcome that was worked out and has not been read back from the log yet. */
interface Expected {
  readonly outcome: Outcome;
  readonly index: number;
  readonly last: boolean;
  readonly input: ReadInput;
  readonly correlationId: string;
}

export interface MarketRunOptions {
  readonly symbol: string;
  readonly log: EventLog;
  /** Names this matcher in `MarketMatcherStarted`. */
  readonly instance: string;
  readonly started: () => NewEvent;
  /** No append holds more outcomes; what an input makes beyond it goes into the next. */
  readonly outcomesPerAppend: number;
  readonly market: () => ListedMarket;
  /** Another matcher has this market, or its stream cannot be written: this process must stop. */
  readonly onStopped: (reason: string) => void;
}

/**
 * One market: its engine, and its stream in the log. What the engine makes of the inputs is expected to be read from
 * the stream, event by event; what is missing there when the log ends is appended.
 */
export class MarketRun {
  readonly engine: Market;
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
  /** Another matcher has the market: nothing is appended any more. */
  #fenced = false;
  #appending: Promise<void> = Promise.resolve();

  constructor(options: MarketRunOptions) {
    this.#options = options;
    this.#stream = streams.market(options.symbol);
    this.engine = emptyMarket(options.symbol);
  }

  /**
   * Runs an input, or passes over one that is voided. What comes of it is appended by `flush`, once it is known that it
   * is not in the log already.
   */
  run(input: ReadInput, correlationId: string, isVoided: boolean): readonly Outcome[] {
    const outcomes = isVoided ? outcomesOfVoided(input.input) : apply(this.engine, input.input);
    const final = outcomes.length - 1;
    outcomes.forEach((outcome, index) => {
      this.#expected.push({ outcome, index, last: index === final, input, correlationId });
    });
    return outcomes;
  }

  /** An event of this market's stream: one of ours that is back, or the fence of another matcher. */
  read(event: RecordedEvent): void {
    assert(event.revision === this.#readRevision + 1, `${event.stream} is read without a gap`);
    this.#readRevision = event.revision;
    this.#revision = Math.max(this.#revision, event.revision);
    if (event.type === 'MarketMatcherStarted') {
      const { instance } = event.data as { readonly instance: string };
      if (this.#live && instance !== this.#options.instance) {
        this.#fenced = true;
        this.#options.onStopped(`matcher ${instance} has taken over market ${this.engine.symbol}`);
      }
      return;
    }
    const expected = this.#expected[this.#nextExpected];
    const { causation } = event;
    assert(
      expected !== undefined &&
        expected.outcome.type === event.type &&
        expected.input.ref.stream === causation?.stream &&
        expected.input.ref.revision === causation.revision &&
        expected.index === (event.data as { readonly index: number }).index,
      `replaying the inputs of ${this.engine.symbol} gives the outcomes of the log (position ${event.position})`,
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
    this.#live = true;
    this.#append([this.#options.started()]);
    this.flush();
  }

  /** Appends what the log does not have: whole inputs while they fit, an input that does not fit in parts. */
  flush(): void {
    if (!this.#live || this.#fenced) return;
    const { outcomesPerAppend } = this.#options;
    while (this.#handedOver < this.#expected.length) {
      const from = this.#handedOver;
      const to = this.#endOfAppend(from, outcomesPerAppend);
      const scales = this.#options.market();
      const events = this.#expected.slice(from, to).map((expected): NewEvent => {
        const { outcome, index, last, input, correlationId } = expected;
        const wire = encodeOutcome(outcome, { index, last, at: input.at }, scales);
        return { ...wire, correlationId, causation: input.ref };
      });
      this.#handedOver = to;
      this.#append(events);
    }
  }

  #endOfAppend(from: number, most: number): number {
    const limit = Math.min(from + most, this.#expected.length);
    if (limit === this.#expected.length) return limit;
    for (let end = limit; end > from; end--) if (this.#expected[end - 1]?.last) return end;
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
    const { log, onStopped, symbol } = this.#options;
    const result = await appendForCertain(log, this.#stream, expectedRevision, events, RETRIES);
    if (result.ok) return;
    onStopped(
      result.failure.code === 'WRONG_REVISION'
        ? `another matcher has taken over market ${symbol}`
        : `market ${symbol} cannot be written: ${result.failure.code}`,
    );
  }
}

const RETRIES = 10;
