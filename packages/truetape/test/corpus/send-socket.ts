import { setTimeout as sleep } from 'node:timers/promises';
import type { Step } from './case-files.ts';
import { Connection } from './connection.ts';
import { observedAnswer } from './observed.ts';
import { bytesOf } from './pieces.ts';
import { bytesWithNames } from './set-up.ts';
import type { World } from './world.ts';

const STILL_THERE = 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n';

/**
 * Does the steps of a case on a bare connection.
 *
 * @param expected says how much there is to wait for: `closed` that the server hangs up, `open` that it takes the
 * connection's next request for one
 * @returns what came
 */
export async function sendSteps(
  world: World,
  steps: readonly Step[],
  expected: readonly string[],
): Promise<readonly string[]> {
  const connection = await Connection.to(world.port);
  const dripping: NodeJS.Timeout[] = [];
  for (const step of steps) {
    if ('send' in step) connection.socket.write(bytesWithNames(bytesOf(step.send), world.names));
    else if ('drip' in step) {
      const drop = bytesOf(step.drip);
      dripping.push(setInterval(() => connection.socket.write(drop), step.everyMs));
    } else if ('end' in step) connection.socket.end();
    else if ('deaf' in step) connection.socket.pause();
    else await sleep(step.waitMs);
  }
  if (connection.socket.isPaused()) return [(await connection.closesUnread()) ? 'closed' : 'open'];
  const end = expected.at(-1);
  const count = expected.filter((each) => /^\d/.test(each)).length;
  let answers = await connection.answers(count);
  if (end === 'closed') await connection.closes();
  if (end === 'open') {
    connection.socket.write(STILL_THERE);
    answers = await connection.answers(count + 1);
  }
  for (const each of dripping) clearInterval(each);
  const observed = (end === 'closed' ? await connection.answers(0) : answers).map((answer) =>
    observedAnswer(answer),
  );
  connection.end();
  if (end === 'open') return observed.at(-1) === '200' ? observed.with(-1, 'open') : observed;
  return end === 'closed' && connection.hasClosed ? [...observed, 'closed'] : observed;
}
