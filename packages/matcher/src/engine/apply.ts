import {
  type InstrumentListedInput,
  type MarketInput,
  type Outcome,
  RULESETS,
} from '@truetape/domain';
import { assert } from '@truetape/kernel';
import { indicate } from './auction.ts';
import { Band } from './band.ts';
import { cancel, cancelAll, cancelEvery } from './cancel.ts';
import { advance } from './clock.ts';
import { turn } from './kill-switch.ts';
import type { Market } from './market.ts';
import { outcomesOf } from './outcomes.ts';
import { place } from './place.ts';
import { placingOf, revisionOf } from './placing-of.ts';
import { replace } from './replace.ts';
import { request } from './requests.ts';
import { change } from './states.ts';
import { RULESET_CHANGED } from './tape.ts';

/**
 * Applies one input to a market and says what came of it, in order. Deterministic and synchronous; the input was
 * decided by `accounts`, yet is not trusted. Every order intent yields at least one outcome.
 *
 * @throws InvariantError for a ruleset that this engine does not know, or that is older than the one in force
 */
export function apply(market: Market, input: MarketInput): readonly Outcome[] {
  market.tape.clear();
  market.band?.begin();
  run(market, input);
  indicate(market);
  return outcomesOf(market, input);
}

function run(market: Market, input: MarketInput): void {
  switch (input.type) {
    case 'InstrumentListed':
      list(market, input);
      return;
    case 'RulesetAdopted':
      adopt(market, input.ruleset);
      return;
    case 'MarketStateRequested':
      if (input.symbol !== market.symbol) return;
      request(market, input.to, input.at, input.dueAt, input.next ?? 'open');
      return;
    case 'ClockAdvanced':
      advance(market, input.to, input.at);
      return;
    case 'KillSwitchTripped':
      turn(market, input.symbol, true);
      return;
    case 'KillSwitchReleased':
      turn(market, input.symbol, false);
      return;
    case 'OrderPlaced':
      place(market, placingOf(market, input));
      return;
    case 'OrderCancelRequested':
      cancel(
        market,
        market.accounts.find(input.accountId),
        revisionOf(input.accountId, input.orderId),
      );
      return;
    case 'OrderReplaceRequested': {
      const { accountId, orderId, price, quantity, at } = input;
      const account = market.accounts.find(accountId);
      replace(market, account, revisionOf(accountId, orderId), price, quantity, at);
      return;
    }
    case 'OrdersCancelRequested':
      if (input.symbol !== undefined && input.symbol !== market.symbol) return;
      if (input.accountId === undefined) cancelEvery(market);
      else cancelAll(market, market.accounts.find(input.accountId));
  }
}

function list(market: Market, { instrument, killed }: InstrumentListedInput): void {
  const isNew = market.instrument === undefined;
  market.instrument = instrument;
  market.band = instrument.priceBand && new Band(instrument);
  market.band?.begin();
  if (!isNew) return;
  if (killed) market.killed.venue = true;
  checkRuleset(market, instrument.ruleset);
  market.ruleset = instrument.ruleset;
  change(market, instrument.startsIn);
}

function adopt(market: Market, ruleset: number): void {
  checkRuleset(market, ruleset);
  if (market.instrument === undefined || ruleset === market.ruleset) return;
  market.tape.write(RULESET_CHANGED, market.ruleset, ruleset);
  market.ruleset = ruleset;
}

function checkRuleset({ symbol, ruleset }: Market, to: number): void {
  assert(RULESETS.includes(to), `ruleset ${to} of ${symbol} is known`);
  assert(to >= ruleset, `${symbol} does not go back from ruleset ${ruleset} to ${to}`);
}
