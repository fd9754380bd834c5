import type { PlantedBug } from './planted-bug.ts';

const ACCOUNT = 'packages/domain/src/account';
const ENGINE = 'packages/matcher/src/engine';
const CATALOGUE = 'packages/codec/src/catalogue.ts';

/** In kill switches, silence timers, and what operators ask for. */
export const SWITCH_BUGS: readonly PlantedBug[] = [
  {
    file: CATALOGUE,
    title: 'the release of the venue releases its markets',
    is: 'statement',
    right: 'catalogue.killed.delete(event.stream);',
    wrong: 'catalogue.killed.clear();',
  },
  {
    file: `${ENGINE}/cancel.ts`,
    title: 'a kill switch leaves the orders of one account',
    is: 'expression',
    right: 'accounts.names()',
    wrong: 'accounts.names().slice(0, -1)',
  },
  {
    file: `${ENGINE}/rules.ts`,
    title: 'a market does not ask its kill switch',
    is: 'statement',
    right: 'if (isOn(killed)) return MARKET_KILL_SWITCH;',
    wrong: '',
  },
  {
    file: CATALOGUE,
    title: 'the kill switch of the venue is not asked',
    is: 'expression',
    right: 'killed.has(streams.venue) || killed.has(streams.instrument(symbol))',
    wrong: 'killed.has(streams.instrument(symbol))',
  },
  {
    file: CATALOGUE,
    title: 'a snapshot forgets which kill switches are on',
    is: 'expression',
    right: '[...killed]',
    wrong: '[]',
  },
  {
    file: `${ACCOUNT}/evolve-controls.ts`,
    title: 'a kill switch that is released stays on',
    is: 'statement',
    right: 'state.isKilled = false;',
    wrong: '',
  },
  {
    file: `${ACCOUNT}/evolve-controls.ts`,
    title: 'a silence timer fires although its client was heard',
    is: 'expression',
    right: 'dueAt === undefined ? undefined : { timeoutMs, dueAt, receivedAt, revision }',
    wrong: `dueAt === undefined
      ? undefined
      : (state.silence ?? { timeoutMs, dueAt, receivedAt, revision })`,
  },
  {
    file: 'packages/command-api/src/earlier.ts',
    title: 'an operation that is asked for again is done again',
    is: 'statement',
    right: 'if (last === undefined) return undefined;',
    wrong: 'if (last !== undefined || found.length === 0) return undefined;',
  },
];
