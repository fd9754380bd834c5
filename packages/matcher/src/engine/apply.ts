import {
  type MarketInput,
  type OrderPlacedInput,
  type Outcome,
  orderIdOf,
  placeOf,
} from '@truetape/domain';
import { cancel, cancelAll } from './cancel.ts';
import { STATES } from './codes.ts';
import { BUY, SELL } from './ladder.ts';
import type { Market } from './market.ts';
import { NONE } from './orders.ts';
import { outcomesOf } from './outcomes.ts';
import { type Placing, place } from './place.ts';
import { replace } from './replace.ts';
import { STATE_CHANGED } from './tape.ts';

/**
 * Applies one input to a market and says what came of it, in order. Deterministic and synchronous; the input was
 * decided by `accounts`, yet is not trusted. Every order intent yields at least one outcome.
 */
export function apply(market: Market, input: MarketInput): readonly Outcome[] {
  market.tape.clear();
  run(market, input);
  return outcomesOf(market, input);
}

function run(market: Market, input: MarketInput): void {
  switch (input.type) {
    case 'InstrumentListed':
      market.instrument = input.instrument;
      open(market);
      return;
    case 'OrderPlaced':
      place(market, placingOf(market, input));
      return;
    case 'OrderCancelRequested':
      cancel(market, market.accounts.find(input.accountId), revisionOf(input));
      return;
    case 'OrderReplaceRequested': {
      const account = market.accounts.find(input.accountId);
      replace(market, account, revisionOf(input), input.price, input.quantity);
      return;
    }
    case 'OrdersCancelRequested':
      if (input.symbol !== undefined && input.symbol !== market.symbol) return;
      cancelAll(market, market.accounts.find(input.accountId));
  }
}

/** A market opens when it is listed. */
function open(market: Market): void {
  if (market.state !== 'closed') return;
  market.state = 'open';
  const at = market.tape.next();
  market.tape.rows[at] = STATE_CHANGED;
  market.tape.rows[at + 1] = STATES.indexOf('closed');
  market.tape.rows[at + 2] = STATES.indexOf('open');
}

function placingOf(market: Market, input: OrderPlacedInput): Placing {
  const { terms, limit, makerRate, takerRate, accountId } = input;
  return {
    account: market.accounts.numberOf(accountId),
    revision: revisionOf(input),
    side: terms.side === 'buy' ? BUY : SELL,
    limit,
    quantity: terms.quantity,
    mayRest: terms.timeInForce === 'GTC' && terms.type === 'limit',
    fillOrKill: terms.timeInForce === 'FOK',
    postOnly: terms.postOnly,
    makerRate,
    takerRate,
  };
}

/** Which order of its account is meant; `NONE` when the id is not one of the account's. */
function revisionOf({ accountId, orderId }: Named): number {
  const place = placeOf(orderId);
  const isOwn = place?.accountId === accountId && orderIdOf(accountId, place.revision) === orderId;
  return isOwn ? place.revision : NONE;
}

interface Named {
  readonly accountId: string;
  readonly orderId: string;
}
