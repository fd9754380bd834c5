import { deepStrictEqual as equal } from 'node:assert';
import { describe, test } from 'vitest';
import { RestartLimit } from '../../src/start/restart-limit.ts';

/** A limit with a clock that goes on by `stepMs` with each end. */
function limitWith(stepMs: number): RestartLimit {
  let nowMs = 0;
  return new RestartLimit(() => {
    nowMs += stepMs;
    return nowMs;
  });
}

const KILLED = null;
const FAILED = 1;

describe('a process that has ended is started again', () => {
  test('unless it fails at the same position twice', () => {
    const limit = limitWith(1_000);
    equal(limit.ended(FAILED, 7), undefined);
    equal(limit.ended(FAILED, 8), undefined);
    equal(limit.ended(FAILED, 8), 'it fails there each time');
  });

  test('however often it is killed there, for that says nothing about what it was reading', () => {
    const limit = limitWith(20_000);
    for (let count = 0; count < 20; count++) equal(limit.ended(KILLED, 8), undefined);
  });

  test('five times within a minute, and not a sixth time', () => {
    const limit = limitWith(1_000);
    for (let count = 0; count < 5; count++) equal(limit.ended(KILLED, undefined), undefined);
    equal(limit.ended(KILLED, undefined), 'it ended 6 times within 60 seconds');
  });
});
