import { type OrderPlacedInput, orderIdOf, placeOf, wrongTerm } from '@truetape/domain';
import { preventionCode, typeCode } from './codes.ts';
import { BUY, SELL } from './ladder.ts';
import type { Market } from './market.ts';
import { NONE } from './orders.ts';
import type { Placing } from './place.ts';
import { type Special, WRONG } from './special.ts';
import { FILL_OR_KILL, MAY_REST, POST_ONLY, preventionBits, typeBits, waits } from './traits.ts';

/** An order in the engine's own numbers. */
export function placingOf(market: Market, input: OrderPlacedInput): Placing {
  const { terms, limit, makerRate, takerRate, accountId, orderId, at } = input;
  const traits = traitsOf(input);
  const revision = revisionOf(accountId, orderId);
  return {
    at,
    account: accountOf(market, input),
    revision,
    traits,
    limit,
    quantity: terms.quantity ?? 0,
    makerRate,
    takerRate,
    special: isSpecial(input) ? specialOf(market, input, traits, revision) : undefined,
  };
}

/** The number of its account, whose owner group is what it says here. */
function accountOf({ accounts }: Market, { accountId, ownerGroup }: OrderPlacedInput): number {
  const account = accounts.numberOf(accountId);
  accounts.groups.join(account, ownerGroup === undefined ? account : accounts.numberOf(ownerGroup));
  return account;
}

/** Which order of its account is meant; `NONE` when the id is not one of the account's. */
export function revisionOf(accountId: string, orderId: string): number {
  const place = placeOf(orderId);
  const isOwn = place?.accountId === accountId && orderIdOf(accountId, place.revision) === orderId;
  return isOwn ? place.revision : NONE;
}

function traitsOf({ terms }: OrderPlacedInput): number {
  const { side, type, timeInForce, postOnly, selfTradePrevention } = terms;
  const lives = timeInForce !== 'IOC' && timeInForce !== 'FOK';
  return (
    (side === 'buy' ? BUY : SELL) |
    typeBits(typeCode(type)) |
    preventionBits(preventionCode(selfTradePrevention)) |
    (postOnly ? POST_ONLY : 0) |
    (lives && (type === 'limit' || type === 'stop-limit') ? MAY_REST : 0) |
    (timeInForce === 'FOK' ? FILL_OR_KILL : 0)
  );
}

function isSpecial(input: OrderPlacedInput): boolean {
  const { terms, dueAt, reference, partnerId } = input;
  return (
    (terms.type !== 'limit' && terms.type !== 'market') ||
    terms.displayQuantity !== undefined ||
    terms.quoteQuantity !== undefined ||
    dueAt !== undefined ||
    reference !== undefined ||
    partnerId !== undefined ||
    wrongTerm(terms) !== undefined ||
    isDue(input)
  );
}

function specialOf(
  market: Market,
  input: OrderPlacedInput,
  traits: number,
  revision: number,
): Special {
  const { terms, dueAt, reference } = input;
  return {
    isWrong: isWrong(input, traits),
    money: moneyOf(market, input),
    display: orNone(terms.displayQuantity),
    stop: terms.stopPrice ?? 0,
    offset: terms.trailingOffset ?? 0,
    reference: reference ?? 0,
    dueAt: orNone(dueAt),
    partner: partnerOf(input, revision),
  };
}

const isDue = ({ terms }: OrderPlacedInput): boolean =>
  terms.timeInForce === 'GTD' || terms.timeInForce === 'DAY';

function isWrong(input: OrderPlacedInput, traits: number): boolean {
  const { terms, dueAt, reference, partnerId } = input;
  return (
    wrongTerm(terms) !== undefined ||
    (dueAt !== undefined) !== isDue(input) ||
    (reference !== undefined) !== (terms.type === 'trailing-stop') ||
    (partnerId !== undefined && !(traits & MAY_REST) && !waits(traits))
  );
}

/** What is below zero is as wrong as zero. */
const orNone = (count: number | undefined): number =>
  count === undefined ? NONE : Math.max(0, count);

/** What an order may spend, in ticks × lots: without a part of one, and infinite where that cannot be counted. */
function moneyOf({ instrument }: Market, { terms }: OrderPlacedInput): number {
  const { quoteQuantity } = terms;
  if (quoteQuantity === undefined || instrument === undefined) return NONE;
  if (quoteQuantity <= 0n) return WRONG;
  const money = quoteQuantity / instrument.units.notionalUnit;
  return money > MAX ? Number.POSITIVE_INFINITY : Number(money);
}

function partnerOf({ accountId, orderId, partnerId }: OrderPlacedInput, revision: number): number {
  if (partnerId === undefined) return NONE;
  const partner = revisionOf(accountId, partnerId);
  return partner === NONE || partner === revision || partnerId === orderId ? WRONG : partner;
}

const MAX = BigInt(Number.MAX_SAFE_INTEGER);
