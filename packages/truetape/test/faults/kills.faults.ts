import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { join } from 'node:path';
import { beforeAll, describe, test } from 'vitest';
import { dump, proven } from '../order-path/support.ts';
import { buildChild } from '../process/build-child.ts';
import { run, temporaryFolder } from '../process/support.ts';
import { startOnFolder } from '../process/sweep.ts';
import { injecting, KILL } from './injected.ts';
import type { Receipt } from './load.ts';
import { play } from './script.ts';
import { KILL_EVERY } from './sizes.ts';

let program = '';

const CALLS = ['fdatasync', 'pwrite64'] as const;

beforeAll(async () => {
  program = await buildChild(join(import.meta.dirname, 'script-child.ts'), 'script');
});

async function outcomesIn(venue: Awaited<ReturnType<typeof startOnFolder>>): Promise<string[]> {
  const lines = await dump(venue.log, 'market-');
  return lines.filter((line) => !line.includes('MarketMatcherStarted'));
}

/** Plays the script in a child that is killed at a sync; the receipts it told, and whether it got that far. */
async function playUntilKilled(folder: string, call: string, sync: number) {
  const under = injecting(call, KILL, sync, { path: join(folder, 'data.mdb') });
  const child = run({ program, arguments: [folder], under });
  const ended = await child.ended;
  const lines = child.output().split('\n').slice(0, -1);
  holds(ended === 'SIGKILL' || ended === 0, child.errors());
  return {
    isKilled: ended === 'SIGKILL',
    receipts: lines.map((line) => JSON.parse(line) as Receipt),
  };
}

async function undisturbed(): Promise<string[]> {
  const venue = await startOnFolder(temporaryFolder());
  await play(venue);
  const outcomes = await outcomesIn(venue);
  await venue.stop();
  await venue.log.close();
  return outcomes;
}

describe('an order path that is killed at a sync', () => {
  test.each(CALLS)(
    'has lost nothing, at any %s of a script of 200 orders',
    {
      timeout: 1_800_000,
    },
    async (call) => {
      const expected = await undisturbed();
      holds(expected.length > 200, 'the script has outcomes');
      let kills = 0;
      for (let sync = 1; ; sync += KILL_EVERY[call]) {
        const folder = temporaryFolder();
        const { isKilled, receipts } = await playUntilKilled(folder, call, sync);
        if (!isKilled) break;
        kills += 1;
        const venue = await startOnFolder(folder);
        for (const { stream, revision, hash } of receipts) {
          for await (const [event] of venue.log.readStream(stream, { from: revision, limit: 1 })) {
            equal(event?.hash, hash, `acknowledged before sync ${sync}`);
          }
          holds(((await venue.log.streamHead(stream))?.revision ?? -1) >= revision, 'it is there');
        }
        await play(venue);
        equal(await outcomesIn(venue), expected, `killed at ${call} ${sync}`);
        equal((await proven(venue.log)).inFlight, 0);
        await venue.stop();
        await venue.log.close();
      }
      process.stdout.write(`killed at ${kills} calls of ${call}\n`);
      holds(kills * KILL_EVERY[call] >= 200, 'every command has a sync');
    },
  );
});
