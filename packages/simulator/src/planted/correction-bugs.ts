import type { PlantedBug } from './planted-bug.ts';

const DESK = 'packages/command-api/src/corrections';
const DOMAIN = 'packages/domain/src';
const ACCOUNTS = 'packages/accounts/src';

/** Where something is put right: who may, what, and how often. */
export const CORRECTION_BUGS: readonly PlantedBug[] = [
  {
    file: `${DESK}/legs.ts`,
    title: 'a bust pays one side only',
    is: 'expression',
    right: 'merged(bust(trade))',
    wrong: 'merged(bust(trade)).slice(0, 1)',
  },
  {
    file: `${DESK}/legs.ts`,
    title: 'who has traded with itself puts one side right',
    is: 'expression',
    right: '[...one.lines, ...other.lines]',
    wrong: 'one.lines.slice()',
  },
  {
    file: `${DESK}/corrections-desk.ts`,
    title: 'who proposes a correction may approve it',
    is: 'expression',
    right: `isSame ? 'CORRECTION_SAME_PERSON' : undefined`,
    wrong: 'undefined',
  },
  {
    file: `${DESK}/corrections-desk.ts`,
    title: 'a trade is corrected again and again',
    is: 'expression',
    right: `isCorrected(correction, events) ? 'CORRECTION_TRADE_CORRECTED' : undefined`,
    wrong: 'undefined',
  },
  {
    file: `${DESK}/corrections-desk.ts`,
    title: 'a correction is approved twice',
    is: 'statement',
    right: `if (decisionOn(id, events) !== undefined) return 'CORRECTION_DECIDED';`,
    wrong: '',
  },
  {
    file: `${DESK}/corrections-desk.ts`,
    title: 'a correction that is asked for twice is done twice',
    is: 'expression',
    right: '(await earlierByKey(log, stream, said, by)) ?? refusal(refused(await eventsOf(log)))',
    wrong: 'refusal(refused(await eventsOf(log)))',
  },
  {
    file: `${DOMAIN}/correction/correction.ts`,
    title: 'a price is corrected for the wrong side',
    is: 'expression',
    right: `side === 'buy' ? -1n : 1n`,
    wrong: `side === 'buy' ? 1n : -1n`,
  },
  {
    file: `${DOMAIN}/correction/correction.ts`,
    title: 'a correction takes before it gives',
    is: 'expression',
    right: 'one.amount > other.amount ? -1 : one.amount < other.amount ? 1 : 0',
    wrong: 'one.amount > other.amount ? 1 : one.amount < other.amount ? -1 : 0',
  },
  {
    file: `${DOMAIN}/account/correct.ts`,
    title: 'a correction takes more than is free',
    is: 'expression',
    right: '-amount > left ? -left : amount',
    wrong: 'amount',
  },
  {
    file: `${DOMAIN}/account/correct.ts`,
    title: 'what a correction gives cannot be taken again',
    is: 'statement',
    right: 'free.set(asset, left + own);',
    wrong: '',
  },
  {
    file: `${DOMAIN}/account/is-settled.ts`,
    title: 'a correction is settled again after a restart',
    is: 'expression',
    right: 'command.correctionRevision <= state.corrected',
    wrong: 'false',
  },
  {
    file: `${ACCOUNTS}/accounts.ts`,
    title: 'a correction reaches one account only',
    is: 'expression',
    right: 'legs.map(({ accountId }) => accountId)',
    wrong: 'legs.map(({ accountId }) => accountId).slice(0, 1)',
  },
  {
    file: `${DOMAIN}/account/evolve-money.ts`,
    title: 'a correction leaves the position as it was',
    is: 'statement',
    right: 'applyFill(holdingOf(state, fill).position, fill, dayOf(event.at));',
    wrong: '',
  },
];
