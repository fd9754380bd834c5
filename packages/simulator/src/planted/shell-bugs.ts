import type { PlantedBug } from './planted-bug.ts';

const MAILBOX = 'packages/accounts/src/mailbox.ts';
const ACCOUNTS = 'packages/accounts/src/accounts.ts';
const RUN = 'packages/matcher/src/service/market-run.ts';
const MATCHER = 'packages/matcher/src/service/matcher.ts';
const STORE = 'packages/event-store/src';
const PROJECTOR = 'packages/projections/src/projector';

/** In the shells: what is appended when, what is read again, what is told to whom. */
export const SHELL_BUGS: readonly PlantedBug[] = [
  {
    file: `${STORE}/adapter/group-commit.ts`,
    title: 'an append is acknowledged before it is on disk',
    is: 'statement',
    right: `if (position <= this.#durable) settle('durable');
    else if (this.#hasFailed) settle(this.#fateAfterFailure(position));
    else this.#waiters.push({ position, settle });`,
    wrong: `settle('durable');`,
  },
  {
    file: `${STORE}/adapter/sequenced-log.ts`,
    title: 'other content at a revision is taken for a repeat',
    is: 'expression',
    right: 'stored !== undefined && stored.hash === hashes.at(-1)',
    wrong: 'stored !== undefined',
  },
  {
    file: `${STORE}/snapshot/resumable.ts`,
    title: 'reading goes on after the newest snapshot, not the oldest',
    is: 'expression',
    right: 'Math.min(...restored.map(({ position }) => position))',
    wrong: 'Math.max(...restored.map(({ position }) => position))',
  },
  {
    file: MAILBOX,
    title: 'a denial is answered before it is known to be right',
    is: 'expression',
    right: 'await this.#isOnDisk()',
    wrong: 'true',
  },
  {
    file: MAILBOX,
    title: 'settlements are lost when they cannot be appended',
    is: 'expression',
    right: `[...settlements, ...this.#settlements].sort(
        (one, other) => one.event.position - other.event.position,
      )`,
    wrong: 'this.#settlements',
  },
  {
    file: MAILBOX,
    title: 'settlements that were refused come after newer ones',
    is: 'expression',
    right: '(one, other) => one.event.position - other.event.position',
    wrong: '(one, other) => other.event.position - one.event.position',
  },
  {
    file: MAILBOX,
    title: 'a receipt names the last event of its batch',
    is: 'expression',
    right: 'value.revision - revision',
    wrong: '0',
  },
  {
    file: 'packages/domain/src/account/recognise.ts',
    title: 'a pair is repeated to its first leg',
    is: 'expression',
    right: `{ kind: 'repeat', revision: second.placedRevision }`,
    wrong: `{ kind: 'repeat', revision: first.placedRevision }`,
  },
  {
    file: MAILBOX,
    title: 'what another process wrote while one appends is not loaded',
    is: 'statement',
    right: `this.#stale = true;
      return;`,
    wrong: 'return;',
  },
  {
    file: MAILBOX,
    title: 'a snapshot forgets the orders that are closed',
    is: 'expression',
    right: 'count === 0 ? undefined : { count, read }',
    wrong: 'undefined',
  },
  {
    file: ACCOUNTS,
    title: 'accounts that another process has opened are unknown',
    is: 'expression',
    right: `!log.pipelined && (await log.streamHead(streams.account(accountId))) !== undefined`,
    wrong: 'false',
  },
  {
    file: ACCOUNTS,
    title: 'who waits for a market is told with the first outcome',
    is: 'expression',
    right: `place.last ? idOf('account', causation.stream) : undefined`,
    wrong: `idOf('account', causation.stream)`,
  },
  {
    file: RUN,
    title: 'the fence is ignored',
    is: 'statement',
    right: 'if (result.ok) return;',
    wrong: `if (result.ok) return;
    const { failure } = result;
    if (failure.code === 'WRONG_REVISION') return this.#send(failure.actual, events);`,
  },
  {
    file: RUN,
    title: 'outcomes of the matcher before are told again',
    is: 'statement',
    right: 'this.#handedOver = Math.max(this.#handedOver, this.#nextExpected);',
    wrong: '',
  },
  {
    file: RUN,
    title: 'a snapshot forgets how many inputs there were',
    is: 'statement',
    right: 'this.#checkpoints.inputs = market.inputs;',
    wrong: '',
  },
  {
    file: 'packages/accounts/src/stored-account.ts',
    title: 'a snapshot forgets the references of transfers',
    is: 'statement',
    right: 'fill(state.references, withAmounts(stored.references, amountOf));',
    wrong: '',
  },
  {
    file: MATCHER,
    title: 'outcomes wait until another input comes',
    is: 'statement',
    right: 'for (const run of touched) run.flush();',
    wrong: 'if (touched.size > 1) for (const run of touched) run.flush();',
  },
  {
    file: MATCHER,
    title: 'every seventh cancel is lost',
    is: 'statement',
    right: 'if (input === undefined) return;',
    wrong: `if (input === undefined) return;
    if (input.input.type === 'OrderCancelRequested' && event.revision % 7 === 0) return;`,
  },
  {
    file: MATCHER,
    title: 'a mass cancel reaches one market only',
    is: 'expression',
    right: 'input.symbol === undefined ? [...runs.values()] : [runOf(input.symbol)]',
    wrong: 'input.symbol === undefined ? [...runs.values()].slice(0, 1) : [runOf(input.symbol)]',
  },
  {
    file: 'packages/workflows/src/clock.ts',
    title: 'what is due sooner waits for what is due later',
    is: 'expression',
    right: 'timer === undefined || next < looksBy',
    wrong: 'timer === undefined',
  },
  {
    file: 'packages/domain/src/clock/clock.ts',
    title: 'the clock forgets what is due a second later',
    is: 'expression',
    right: 'state.dues.pass(event.to)',
    wrong: 'state.dues.pass((event.to + 1_000) as typeof event.to)',
  },
  {
    file: 'packages/domain/src/clock/due-times.ts',
    title: 'what leaves the dues is not replaced by the next',
    is: 'statement',
    right: `this.#rise(last);
    this.#sink(last);`,
    wrong: 'this.#rise(last);',
  },
  {
    file: `${PROJECTOR}/batch-writer.ts`,
    title: 'the checkpoint is written before its rows',
    is: 'expression',
    right: 'await this.#options.rows.write({ changes: ready.changes, moves })',
    wrong: `(await this.#options.rows.write({ changes: new (ready.changes.constructor)(), moves })) === 'written'
      ? await this.#options.rows.write({
          changes: ready.changes,
          moves: moves.map(({ model, to }) => ({ model, from: to, to })),
        })
      : 'moved'`,
  },
  {
    file: `${PROJECTOR}/pending-events.ts`,
    title: 'readers are shown half an input',
    is: 'expression',
    right: 'isComplete && this.#forming === undefined',
    wrong: 'true',
  },
  {
    file: 'packages/read-models/src/framework/combined-fold.ts',
    title: 'a projector forgets the rows it needs',
    is: 'statement',
    right:
      'for (const [table, rows] of needed) for (const row of rows) fold.restore?.(table, row);',
    wrong: '',
  },
  {
    file: 'packages/read-models/src/accounts/accounts.ts',
    title: 'rows of the other leg of a pair stay as they were',
    is: 'expression',
    right: '[...changed.orderIds, ...partners, ...partnersOf(after, changed)]',
    wrong: 'changed.orderIds',
  },
];
