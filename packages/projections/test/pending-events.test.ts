import type { RecordedEvent } from '@truetape/kernel';
import { expect, test } from 'vitest';
import { PendingEvents } from '../src/projector/pending-events.ts';

const event = (position: number, stream: string, last?: boolean): RecordedEvent => ({
  type: 'Any',
  schemaVersion: 1,
  correlationId: 'test',
  data: last === undefined ? {} : { last },
  stream,
  revision: position,
  hash: String(position),
  position,
  recordedAtMs: 0,
});

function pendingOf(...events: readonly RecordedEvent[]) {
  const cuts: number[] = [];
  const fold = { apply: () => undefined };
  const pending = new PendingEvents(fold, -1, ({ position }) => cuts.push(position));
  for (const one of events) pending.add(one);
  return { pending, cuts };
}

test('events may be taken up to where every input is complete', () => {
  const { pending } = pendingOf(
    event(0, 'account-a'),
    event(1, 'market-X', false),
    event(2, 'account-a'),
    event(3, 'market-Y', false),
    event(4, 'market-X', true),
  );
  expect(pending.take()?.last.position).toBe(0);
  expect(pending.take()).toBeUndefined();
  pending.add(event(5, 'market-Y', true));
  expect(pending.completeUpTo).toBe(5);
  expect(pending.take()).toMatchObject({ count: 5, last: { position: 5 } });
});

test('an input that is not complete after 20,000 more events is shown in parts', () => {
  const { pending, cuts } = pendingOf(event(0, 'market-X', false));
  for (let position = 1; position < 20_000; position++) pending.add(event(position, 'account-a'));
  expect(cuts).toEqual([19_999]);
  expect(pending.take()).toMatchObject({ count: 20_000, last: { position: 19_999 } });
});
