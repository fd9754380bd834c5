import type { PlantedBug } from './planted-bug.ts';

const ACCOUNT = 'packages/domain/src/account';

/** In withdrawals, transfers, and what lies in suspense. */
export const MONEY_BUGS: readonly PlantedBug[] = [
  {
    file: `${ACCOUNT}/evolve-money.ts`,
    title: 'a withdrawal holds nothing until it is decided',
    is: 'statement',
    right: 'hold(state, asset, amount);',
    wrong: '',
  },
  {
    file: `${ACCOUNT}/money.ts`,
    title: 'a withdrawal that is decided can be rejected',
    is: 'statement',
    right: 'if (!state.withdrawals.has(withdrawalId)) return NOT_FOUND;',
    wrong: '',
  },
  {
    file: `${ACCOUNT}/evolve-money.ts`,
    title: 'what is transferred stays with its sender',
    is: 'expression',
    right:
      'remember(state.references, reference, { revision: state.revision, type, asset, amount, to })',
    wrong: `[
    credit(state, asset, amount),
    remember(state.references, reference, { revision: state.revision, type, asset, amount, to }),
  ]`,
  },
  {
    file: `${ACCOUNT}/evolve-money.ts`,
    title: 'what is transferred never arrives',
    is: 'statement',
    right: 'if (suspended === undefined) credit(state, asset, amount);',
    wrong: '',
  },
  {
    file: 'packages/accounts/src/mailbox.ts',
    title: 'money is sent to an account that is still being opened',
    is: 'expression',
    right: 'this.#options.log.pipelined || this.#isRecorded',
    wrong: 'true',
  },
  {
    file: `${ACCOUNT}/settle.ts`,
    title: 'a closed account is given money',
    is: 'statement',
    right: `if (state.status === 'closed') return [{ ...received, suspended: 'account-closed' }];`,
    wrong: '',
  },
  {
    file: `${ACCOUNT}/settle.ts`,
    title: 'a trade brings what is delisted',
    is: 'expression',
    right: `delisted.has(side === 'buy' ? base : quote)`,
    wrong: 'false',
  },
  {
    file: `${ACCOUNT}/evolve-orders.ts`,
    title: 'what lies in suspense is credited as well',
    is: 'statement',
    right: 'if (leg.suspended) credit(state, ...broughtBy(trade, leg, order.units, -1n));',
    wrong: '',
  },
  {
    file: `${ACCOUNT}/place.ts`,
    title: 'of a market only the quote is asked whether it is delisted',
    is: 'expression',
    right: 'delisted?.has(base) || delisted?.has(quote)',
    wrong: 'delisted?.has(quote)',
  },
  {
    file: 'packages/accounts/src/alerts.ts',
    title: 'a transfer in suspense raises no alert',
    is: 'expression',
    right: 'suspended !== undefined',
    wrong: 'false',
  },
];
