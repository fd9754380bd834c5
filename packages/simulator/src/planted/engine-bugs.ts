import type { PlantedBug } from './planted-bug.ts';

const ENGINE = 'packages/matcher/src/engine';

/** In the engine. `tools/planted` has many more of them, for its own tests: these show that the whole finds them too. */
export const ENGINE_BUGS: readonly PlantedBug[] = [
  {
    file: `${ENGINE}/match.ts`,
    title: 'a sell trades through its limit',
    is: 'expression',
    right: `side === BUY ? price <= limit : price >= limit`,
    wrong: 'side === BUY ? price <= limit : price >= limit - 1',
  },
  {
    file: `${ENGINE}/match.ts`,
    title: 'an order that could just be filled is killed',
    is: 'expression',
    right: 'missing <= 0',
    wrong: 'missing < 0',
  },
  {
    file: `${ENGINE}/match.ts`,
    title: 'a decrement leaves the total as it was',
    is: 'statement',
    right: 'numbers[total] = Math.max(0, (numbers[total] as number) - lots);',
    wrong: '',
  },
  {
    file: `${ENGINE}/replace.ts`,
    title: 'who asks for as much at the same price loses the place',
    is: 'expression',
    right: 'price === numbers[(slot << 3) | PRICE] && quantity <= total',
    wrong: 'price === numbers[(slot << 3) | PRICE] && quantity < total',
  },
  {
    file: `${ENGINE}/replace.ts`,
    title: 'what is filled is forgotten by a replace',
    is: 'statement',
    right: 'numbers[(slot << 3) | REMAINING] = quantity - filled;',
    wrong: 'numbers[(slot << 3) | REMAINING] = quantity;',
  },
  {
    file: `${ENGINE}/cancel.ts`,
    title: 'a mass cancel leaves orders that it did not count',
    is: 'statement',
    right:
      'for (const slot of accounts.restingOf(account)) cancelStanding(market, slot, MASS_CANCEL);',
    wrong: `for (const slot of accounts.restingOf(account)) {
      cancelStanding(market, slot, MASS_CANCEL);
      break;
    }`,
  },
  {
    file: `${ENGINE}/clock.ts`,
    title: 'what is due now waits',
    is: 'expression',
    right: 'dueAt(market, slot) <= market.time',
    wrong: 'dueAt(market, slot) < market.time - 500',
  },
  {
    file: `${ENGINE}/stops.ts`,
    title: 'stops run in the order of their prices, not of their age',
    is: 'expression',
    right: 'numberOf(one) - numberOf(other)',
    wrong: 'numberOf(other) - numberOf(one)',
  },
  {
    file: `${ENGINE}/auction.ts`,
    title: 'in an auction the younger order is the maker',
    is: 'expression',
    right: 'numberOf(one) < numberOf(other)',
    wrong: 'numberOf(one) > numberOf(other)',
  },
  {
    file: `${ENGINE}/auction.ts`,
    title: 'an auction is not at the price of the most trades',
    is: 'expression',
    right: 'one.lots > other.lots',
    wrong: 'one.lots < other.lots',
  },
];
