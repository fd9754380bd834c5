import { deepStrictEqual } from 'node:assert';
import type { AppendTold } from '@truetape/service';
import { test } from 'vitest';
import { relayAppends } from '../../src/start/relay-appends.ts';

const APPENDED = { ok: true, value: { revision: 7 } } as const;

function openRelay() {
  const asked: object[] = [];
  const told: AppendTold[] = [];
  const relay = relayAppends(() => ({ tell: (message) => asked.push(message) }));
  const ask = (message: unknown) => relay.fromAsker(message, (answer) => told.push(answer));
  return { relay, asked, told, ask };
}

test('an append is handed on under a number of its own, and answered under that of the asker', () => {
  const { relay, asked, told, ask } = openRelay();
  ask({ append: { request: 1, expectedRevision: 3 } });
  ask({ append: { request: 9, expectedRevision: 4 } });
  deepStrictEqual(asked, [
    { append: { request: 1, expectedRevision: 3 } },
    { append: { request: 2, expectedRevision: 4 } },
  ]);
  relay.fromWriter({ request: 2, appended: APPENDED });
  relay.fromWriter({ request: 2, appended: APPENDED });
  deepStrictEqual(told, [{ request: 9, appended: APPENDED }]);
});

test('an asker that is started again gets no answer that was meant for the one before', () => {
  const { relay, asked, told, ask } = openRelay();
  ask({ append: { request: 1 } });
  relay.askerEnded();
  ask({ append: { request: 1 } });
  relay.fromWriter({ request: 1, appended: APPENDED });
  deepStrictEqual([asked.length, told], [2, []]);
  relay.fromWriter({ request: 2, appended: APPENDED });
  deepStrictEqual(told, [{ request: 1, appended: APPENDED }]);
});

test('reports pass by', () => {
  const { relay, asked, told, ask } = openRelay();
  ask({ ready: true });
  relay.fromWriter({ position: 4 });
  deepStrictEqual([asked, told], [[], []]);
});
