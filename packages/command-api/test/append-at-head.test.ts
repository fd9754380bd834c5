import { deepStrictEqual } from 'node:assert';
import { MemoryLog, NO_STREAM } from '@truetape/event-store';
import { failed, type NewEvent, ok } from '@truetape/kernel';
import { test } from 'vitest';
import { appendAtHead } from '../src/append-at-head.ts';

const STREAM = 'venue';

const release: NewEvent = {
  type: 'KillSwitchReleased',
  schemaVersion: 1,
  correlationId: 'test',
  data: { at: '1970-01-01T00:00:01.000Z', reason: 'It is mended.' },
};

const REPEAT = ok({
  receipt: { stream: STREAM, revision: 0, hash: 'of the first' },
  position: 0,
  repeated: true,
});
const REFUSAL = failed({ code: 'KILL_SWITCH_NOT_TRIPPED' } as const);

test('a request that is done while its repeat is decided is not refused to whoever repeats it', async () => {
  const log = new MemoryLog();
  const isThere = async () => (await log.streamHead(STREAM)) !== undefined;
  const answered = await appendAtHead(log, {
    stream: STREAM,
    events: [release],
    earlier: async () => {
      if (await isThere()) return REPEAT;
      // The first of the two arrives here: the switch is off, and nobody has looked who did it.
      await log.append(STREAM, NO_STREAM, [release]);
      return REFUSAL;
    },
    refused: () => undefined,
  });
  deepStrictEqual(answered, REPEAT);
});

test('a refusal stands while nothing comes', async () => {
  const log = new MemoryLog();
  const answered = await appendAtHead(log, {
    stream: STREAM,
    events: [release],
    earlier: async () => REFUSAL,
    refused: () => undefined,
  });
  deepStrictEqual(answered, REFUSAL);
  deepStrictEqual(await log.head(), NO_STREAM);
});
