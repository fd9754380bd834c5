import type {
  InstrumentListedInput,
  MarketInput,
  Outcome,
  RulesetAdoptedInput,
} from '@truetape/domain';
import { assert } from '@truetape/kernel';
import { indicate } from './auction.ts';
import { bandOf } from './band.ts';
import { cancel, cancelAll, place, replace } from './intents.ts';
import { NaiveState } from './state.ts';
import { advance, request, turnKillSwitch } from './states.ts';
import { runStops } from './stops.ts';

export { drawNaive } from './draw.ts';
export type { NaiveOrder } from './order.ts';

const RULESETS = [1, 2];

/**
 * All rules of a market once more, as plainly as they can be written, for comparison with the engine: one list of
 * orders, which is searched from its beginning to its end for whatever is asked. Slow, and meant to be.
 */
export class NaiveMarket extends NaiveState {
  apply(input: MarketInput): Outcome[] {
    this.at = input.at;
    this.band = bandOf(this);
    this.outcomes = [];
    this.#do(input);
    runStops(this);
    indicate(this);
    return this.outcomes;
  }

  #do(input: MarketInput): void {
    switch (input.type) {
      case 'InstrumentListed':
        this.#list(input);
        break;
      case 'RulesetAdopted':
        this.#adopt(input);
        break;
      case 'MarketStateRequested':
        request(this, input);
        break;
      case 'ClockAdvanced':
        advance(this, input);
        break;
      case 'KillSwitchTripped':
      case 'KillSwitchReleased':
        turnKillSwitch(this, input);
        break;
      case 'OrderPlaced':
        place(this, input);
        break;
      case 'OrderCancelRequested':
        cancel(this, input);
        break;
      case 'OrderReplaceRequested':
        replace(this, input);
        break;
      case 'OrdersCancelRequested':
        cancelAll(this, input);
        break;
    }
  }

  /** Only the first listing begins anything; those that follow define the market otherwise. */
  #list({ instrument, killed }: InstrumentListedInput): void {
    const isFirst = this.instrument === undefined;
    this.instrument = instrument;
    this.tradePrices = [];
    if (!isFirst) return;
    if (killed) this.killed.venue = true;
    this.ruleset = knownRuleset(instrument.ruleset);
    this.become(instrument.startsIn);
  }

  #adopt({ ruleset }: RulesetAdoptedInput): void {
    knownRuleset(ruleset);
    if (this.instrument === undefined || ruleset === this.ruleset) return;
    assert(ruleset > this.ruleset, 'a ruleset is followed by a newer one only');
    this.outcomes.push({ type: 'MarketRulesetChanged', from: this.ruleset, to: ruleset });
    this.ruleset = ruleset;
  }
}

function knownRuleset(ruleset: number): number {
  assert(RULESETS.includes(ruleset), 'a market follows a ruleset that it knows');
  return ruleset;
}
