import { expect, test } from 'vitest';
import { Backlog } from '../src/web-socket/backlog.ts';

test('what waits is as old as its oldest frame, to within the time between two looks', () => {
  const backlog = new Backlog();
  expect(backlog.waitedMs(0)).toBe(0);
  const taken = [backlog.add(), backlog.add()];
  // Seen for the first time now.
  expect(backlog.waitedMs(100)).toBe(0);
  taken.push(backlog.add());
  expect(backlog.waitedMs(200)).toBe(100);
  taken[0]?.();
  expect(backlog.waitedMs(300)).toBe(200);
  taken[1]?.();
  // The third was seen at 200.
  expect(backlog.waitedMs(400)).toBe(200);
  taken[2]?.();
  expect(backlog.waitedMs(500)).toBe(0);
  backlog.add();
  expect([backlog.waitedMs(600), backlog.waitedMs(650)]).toEqual([0, 50]);
});
