import { deepStrictEqual as equal } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { buildChild } from './build-child.ts';
import { sessionWeight } from './session-weight.ts';

let child: string;
beforeAll(async () => {
  child = await buildChild(join(import.meta.dirname, 'priority-child.ts'), 'priority-child');
});
afterAll(() => rm(child));

async function weighed(detached: boolean): Promise<unknown> {
  const started = spawn(process.execPath, [child], {
    detached,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await Promise.all([text(started.stdout), once(started, 'exit')]);
  return JSON.parse(said);
}

describe('a process that gives way', () => {
  it('lowers the session that it has for itself', async () => {
    const session = sessionWeight() === null ? null : 10;
    equal(await weighed(true), { session, own: 10 });
  });

  it('leaves a session alone that others have as well', async () => {
    equal(await weighed(false), { session: sessionWeight(), own: 10 });
  });
});
