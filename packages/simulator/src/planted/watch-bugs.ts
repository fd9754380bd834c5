import type { PlantedBug } from './planted-bug.ts';

const DOMAIN = 'packages/domain/src/risk';
const WATCH = 'packages/workflows/src/risk-watch';

/** In the risk watch: what it says, how often, and who obeys. */
export const WATCH_BUGS: readonly PlantedBug[] = [
  {
    file: `${DOMAIN}/watch/bound.ts`,
    title: 'a threshold is said at every look',
    is: 'statement',
    right: 'setLevel(bound, limited, to);',
    wrong: '',
  },
  {
    file: `${DOMAIN}/watch/bound.ts`,
    title: 'a hard limit trips as long as it is reached',
    is: 'expression',
    right: 'from < 100 && to === 100',
    wrong: 'to === 100',
  },
  {
    file: `${DOMAIN}/watch/bound.ts`,
    title: 'new limits forget what was reached',
    is: 'expression',
    right: 'names.has(name)',
    wrong: 'false',
  },
  {
    file: `${DOMAIN}/thresholds.ts`,
    title: 'only the highest threshold is said',
    is: 'expression',
    right: 'percent > from && percent <= to',
    wrong: 'percent > from && percent === to',
  },
  {
    file: `${DOMAIN}/thresholds.ts`,
    title: 'a threshold is said when it is passed, not when it is reached',
    is: 'expression',
    right: 'value * 100n >= limit * BigInt(percent)',
    wrong: 'value * 100n > limit * BigInt(percent + 1)',
  },
  {
    file: 'packages/domain/src/account/is-settled.ts',
    title: 'a request of the risk watch is obeyed again',
    is: 'expression',
    right: 'revision <= (state.obeyed.get(accountId) ?? -1)',
    wrong: 'false',
  },
  {
    file: `${WATCH}/outbox.ts`,
    title: 'the risk watch says again what is said',
    is: 'statement',
    right: 'waiting.splice(0, place + 1);',
    wrong: '',
  },
  {
    file: `${WATCH}/stored-watch.ts`,
    title: 'a snapshot of the risk watch forgets what was reached',
    is: 'expression',
    right: '[...levels]',
    wrong: '[]',
  },
  {
    file: `${WATCH}/risk-watch.ts`,
    title: 'a snapshot of the risk watch forgets where its streams end',
    is: 'expression',
    right: '[...outboxes]',
    wrong: '[]',
  },
];
