import type { PlantedBug } from './planted-bug.ts';

const ACCOUNT = 'packages/domain/src/account';
const RISK = 'packages/domain/src/risk';
const FEES = 'packages/domain/src/fees';
const ACCOUNTS = 'packages/accounts/src';

/** In limits, owner groups, fees by tier, and what they are reckoned from. */
export const LIMIT_BUGS: readonly PlantedBug[] = [
  {
    file: `${ACCOUNT}/evolve-controls.ts`,
    title: 'new limits leave the old ones in force',
    is: 'statement',
    right: 'state.limits = limits;',
    wrong: 'state.limits = { ...state.limits, ...limits };',
  },
  {
    file: `${ACCOUNT}/evolve-controls.ts`,
    title: 'the limits of a group are those that it had first',
    is: 'statement',
    right: 'state.groupLimits = limits;',
    wrong: 'state.groupLimits ??= limits;',
  },
  {
    file: `${ACCOUNT}/limits.ts`,
    title: 'anybody limits the group',
    is: 'expression',
    right: `scope === 'group' && state.ownerGroup !== state.accountId`,
    wrong: 'false',
  },
  {
    file: `${ACCOUNT}/evolve-orders.ts`,
    title: 'a cancel is no message',
    is: 'statement',
    right: `noteMessage(state);
  rememberKey(state, event, { revision, type: 'CancelOrder', content: [event.orderId] });`,
    wrong: `rememberKey(state, event, { revision, type: 'CancelOrder', content: [event.orderId] });`,
  },
  {
    file: `${RISK}/pace.ts`,
    title: 'messages are counted that are older than a second',
    is: 'expression',
    right: 'first > epochMs(at - SECOND_MS)',
    wrong: 'first > epochMs(at - 3 * SECOND_MS)',
  },
  {
    file: `${RISK}/checks.ts`,
    title: 'a collar without a mark lets everything through',
    is: 'statement',
    right: 'if (from === undefined) return MISSING;',
    wrong: 'if (from === undefined) return undefined;',
  },
  {
    file: `${RISK}/checks.ts`,
    title: 'who sells has no collar',
    is: 'expression',
    right: `side === 'buy' ? limit > furthest : limit < furthest`,
    wrong: `side === 'buy' && limit > furthest`,
  },
  {
    file: `${RISK}/checks.ts`,
    title: 'the same order is looked for in half of its window',
    is: 'expression',
    right: 'last > at - duplicateWindowMs',
    wrong: 'last > at - duplicateWindowMs / 2',
  },
  {
    file: `${RISK}/checks.ts`,
    title: 'open orders do not count for a position',
    is: 'expression',
    right: `side === 'buy' ? net.lots + net.toBuy : net.toSell - net.lots`,
    wrong: `side === 'buy' ? net.lots + addedLots : addedLots - net.lots`,
  },
  {
    file: `${RISK}/checks.ts`,
    title: 'only the account itself is asked, and not its group',
    is: 'statement',
    right: `for (const bound of bounds) {
      const denial = check(intent, bound, markOf);
      if (denial !== undefined) return denial;
    }`,
    wrong: `const denial = bounds[0] && check(intent, bounds[0], markOf);
    if (denial !== undefined) return denial;`,
  },
  {
    file: `${RISK}/measures.ts`,
    title: 'what is sold is not exposed',
    is: 'expression',
    right: 'long > short ? long : short',
    wrong: 'long > 0n ? long : 0n',
  },
  {
    file: 'packages/domain/src/position/pnl.ts',
    title: 'fees are no loss',
    is: 'expression',
    right: 'realisedToday - feesToday + change',
    wrong: 'realisedToday + change',
  },
  {
    file: 'packages/domain/src/position/position.ts',
    title: 'what a day has realised counts on the next one',
    is: 'statement',
    right: 'position.realisedToday = NOTHING;',
    wrong: '',
  },
  {
    file: `${ACCOUNT}/entry.ts`,
    title: 'open orders do not count where an account may only reduce',
    is: 'expression',
    right: 'lots + interest.toBuy + addedLots <= 0n',
    wrong: 'lots + addedLots <= 0n',
  },
  {
    file: `${ACCOUNT}/place.ts`,
    title: 'an order does not say whose group it is of',
    is: 'statement',
    right: 'if (state.ownerGroup !== state.accountId) placed.ownerGroup = state.ownerGroup;',
    wrong: '',
  },
  {
    file: 'packages/matcher/src/engine/placing-of.ts',
    title: 'accounts of one group trade with each other',
    is: 'expression',
    right: 'ownerGroup === undefined ? account : accounts.numberOf(ownerGroup)',
    wrong: 'account',
  },
  {
    file: `${ACCOUNT}/settle.ts`,
    title: 'what a group is kept from trading is taken from one order only',
    is: 'expression',
    right: `outcome.mode === 'decrement' ? accountsOf(outcome) : []`,
    wrong: `outcome.mode === 'decrement' ? accountsOf(outcome).slice(0, 1) : []`,
  },
  {
    file: `${ACCOUNTS}/owner-groups.ts`,
    title: 'the others of a group do not count',
    is: 'expression',
    right: `other.status !== 'none'`,
    wrong: 'false',
  },
  {
    file: `${ACCOUNTS}/stored-account.ts`,
    title: 'a snapshot forgets limits',
    is: 'statement',
    right: 'state.limits = limitsOf(stored.limits, catalogue);',
    wrong: '',
  },
  {
    file: `${ACCOUNT}/recognise.ts`,
    title: 'the strategy of an order is not compared',
    is: 'expression',
    right: 'asked[field as keyof OrderTerms] === terms[field as keyof OrderTerms]',
    wrong: `field === 'strategy' ||
      asked[field as keyof OrderTerms] === terms[field as keyof OrderTerms]`,
  },
  {
    file: 'packages/read-models/src/positions/positions.ts',
    title: 'a position does not know its strategy',
    is: 'expression',
    right: `orderOf(account, orderId)?.asked.strategy ?? ''`,
    wrong: `''`,
  },
  {
    file: `${FEES}/tier.ts`,
    title: 'everybody has the first tier',
    is: 'expression',
    right: 'feeTiers.findLast(({ minVolume = NOTHING }) => volume >= minVolume) ?? feeTiers[0]',
    wrong: 'feeTiers[0]',
  },
  {
    file: `${FEES}/volume.ts`,
    title: 'what was traded today counts for its tier',
    is: 'expression',
    right: 'of < day && of >= day - VOLUME_DAYS',
    wrong: 'of <= day && of >= day - VOLUME_DAYS',
  },
];
