import { deepStrictEqual as equal } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareLogs, openExport, writeExport } from '@truetape/audit';
import { describe, onTestFinished, test } from 'vitest';
import { honestLog } from './honest-log.ts';
import {
  change,
  changeData,
  copyAfter,
  cutStream,
  drop,
  type Events,
  eventAt,
  logOf,
  rechained,
  swap,
} from './tampering.ts';

const compared = async (tamper: (events: Events) => Events) => {
  const events = await honestLog();
  return compareLogs(logOf(events), logOf(tamper(events)));
};

const M = 'market-BTC-USD';

describe('two logs', () => {
  test('with the same events are the same', async () => {
    equal(await compared((events) => events), { from: 0, events: 43 });
    equal(await compareLogs(logOf([]), logOf([])), { from: 0, events: 0 });
  });

  test('are the same when they were recorded at other times', async () => {
    const later = (events: Events) =>
      events.map((event) => ({ ...event, recordedAtMs: event.recordedAtMs + 1 }));
    equal(await compared(later), { from: 0, events: 43 });
  });

  test('differ in what an event says, and in its hash', async () => {
    const forged = changeData(`${M} 4`, { price: '101', note: 'rich' });
    const { hash } = eventAt(await honestLog(), `${M} 4`);
    equal(await compared((events) => rechained(forged(events))), {
      from: 0,
      events: 18,
      difference: {
        stream: M,
        revision: 4,
        type: 'TradeExecuted',
        positions: { one: 18, other: 18 },
        kind: 'content',
        members: [
          { member: 'data.price', one: '100', other: '101' },
          { member: 'data.note', other: 'rich' },
          {
            member: 'hash',
            one: hash,
            other: eventAt(rechained(forged(await honestLog())), `${M} 4`).hash,
          },
        ],
      },
    });
  });

  test('differ in what an event says though its hash was left as it was', async () => {
    const { difference } = await compared(change('account-ann 3', { correlationId: 'other' }));
    equal(difference?.kind === 'content' && difference.members, [
      { member: 'correlationId', one: 'test', other: 'other' },
    ]);
  });

  test('differ in the order of their events', async () => {
    const swapped = swap('account-bob 3', `${M} 2`);
    equal((await compared(swapped)).difference, {
      stream: M,
      revision: 2,
      type: 'OrderAccepted',
      positions: { one: 15 },
      kind: 'order',
    });
  });

  test.each([
    ['the other', drop('account-cat 4', 'account-cat 5'), 'other', 'account-cat', 4],
    ['the other, with all of its stream', cutStream('account-cat 0'), 'other', 'account-cat', 0],
  ] as const)(
    'differ in an event that is missing in %s',
    async (_, tamper, missingIn, stream, revision) => {
      const events = await honestLog();
      const { type, position } = eventAt(events, `${stream} ${revision}`);
      const missing = { stream, revision, type, kind: 'missing', missingIn };
      const { difference } = await compared(tamper);
      equal(difference, { ...missing, positions: { one: position } });
      const turned = await compareLogs(logOf(tamper(events)), logOf(events));
      equal(turned.difference, { ...missing, missingIn: 'one', positions: { other: position } });
    },
  );

  test('differ in an event that was put in, with every hash made anew', async () => {
    const { difference } = await compared((events) =>
      rechained(copyAfter('account-bob 2', 'account-bob 2')(events)),
    );
    equal(difference?.kind === 'content' && [difference.stream, difference.revision], [
      'account-bob',
      3,
    ]);
    equal(difference?.positions, { one: 16, other: 11 });
  });

  test('are told apart by what one has beyond the other', async () => {
    const events = await honestLog();
    const beyond = { stream: 'account-ann', revision: 8, type: 'WithdrawalRequested', events: 2 };
    equal(await compared((all) => all.slice(0, -2)), {
      from: 0,
      events: 41,
      beyond: { ...beyond, of: 'one', positions: { one: 41 } },
    });
    equal(await compareLogs(logOf(events.slice(0, -2)), logOf(events)), {
      from: 0,
      events: 41,
      beyond: { ...beyond, of: 'other', positions: { other: 41 } },
    });
  });

  test('may be exports, of which one begins later', async () => {
    const events = await honestLog();
    const folder = mkdtempSync(join(tmpdir(), 'truetape-diff-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    await writeExport(logOf(events), join(folder, 'part'), { from: 10, to: 42 });
    const part = await openExport(join(folder, 'part'));
    if (!part.ok) throw part.failure;
    equal(await compareLogs(part.value, logOf(events), { from: 10 }), { from: 10, events: 33 });
    const { difference } = await compareLogs(
      part.value,
      logOf(changeData(`${M} 4`, { price: '1' })(events)),
      { from: 10 },
    );
    equal([difference?.kind, difference?.positions], ['content', { one: 18, other: 18 }]);
  });
});
