import { encodeOutcome, type ListedMarket, listedMarketOf } from '@truetape/codec';
import { type Data, NEWEST_VERSIONS } from '@truetape/contracts';
import type { EpochMs, MarketInput, Outcome } from '@truetape/domain';
import type { RecordedEvent } from '@truetape/kernel';
import { Market, type MarketChange, type MarketDelta } from '@truetape/market-data';
import { apply, emptyMarket } from '../src/engine/index.ts';

const DEFINITION: Data<'InstrumentListed'> = {
  at: '2026-11-22T09:00:00.000Z',
  base: 'T',
  baseScale: 0,
  calendar: '24x7',
  feeTiers: [{ makerRate: '0', takerRate: '0', tier: 'standard' }],
  lot: '1',
  maxNotional: '1000000000000000000000000000000',
  maxQuantity: '1000000000',
  minNotional: '0',
  minQuantity: '1',
  protectionRate: '0',
  quote: 'U',
  quoteScale: 0,
  ruleset: 1,
  selfTradePrevention: 'none',
  startsIn: 'open',
  symbol: 'T-T',
  tick: '1',
};

/** A market as its engine has it, and as everybody sees it who reads what the engine says. */
export class FollowedMarket {
  readonly engine = emptyMarket('T-T');
  readonly listed: ListedMarket = listedMarketOf(DEFINITION, 0);
  readonly shown = new Market(this.#recorded('InstrumentListed', DEFINITION));
  readonly #isTold: (type: Outcome['type']) => boolean;
  #revision = -1;

  /** @param isTold false for outcomes that readers are not told: so what they see is wrong */
  constructor(isTold: (type: Outcome['type']) => boolean = () => true) {
    this.#isTold = isTold;
  }

  /** Undefined for an input without an outcome. */
  apply(
    input: MarketInput,
  ): { readonly change: MarketChange; readonly delta: MarketDelta } | undefined {
    const outcomes = apply(this.engine, input);
    const events = outcomes
      .map((outcome, index) => this.#outcome(outcome, index, outcomes.length, input.at))
      .filter(({ type }) => this.#isTold(type as Outcome['type']));
    return events.length === 0 ? undefined : this.shown.apply(events);
  }

  #outcome(outcome: Outcome, index: number, count: number, at: EpochMs): RecordedEvent {
    const place = { at: new Date(at).toISOString(), index, last: index === count - 1 };
    const { type, data } = encodeOutcome(outcome, place, this.listed);
    this.#revision += 1;
    // A copy: nothing is known of it beforehand.
    return this.#recorded(type as Outcome['type'], structuredClone(data), this.#revision);
  }

  #recorded(type: keyof typeof NEWEST_VERSIONS, data: object, revision = 0): RecordedEvent {
    return {
      type,
      schemaVersion: NEWEST_VERSIONS[type],
      stream: 'market-T-T',
      revision,
      position: revision,
      hash: '',
      correlationId: 'test',
      recordedAtMs: 0,
      data,
    };
  }
}
