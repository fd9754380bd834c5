import { deepStrictEqual as equal } from 'node:assert';
import { join } from 'node:path';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { build } from 'esbuild';
import { beforeAll, describe, test } from 'vitest';
import { dump, proven } from '../order-path/support.ts';
import { run, temporaryFolder } from './support.ts';
import { MAKERS, OUTCOMES_PER_APPEND, startOnFolder, sweep } from './sweep.ts';

const CHILD = join(import.meta.dirname, '../../dist/test-sweep-child.mjs');

/** Node 20 does not run TypeScript. Our packages are bundled, everybody else's stay where they are. */
beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, 'sweep-child.ts')],
    outfile: CHILD,
    bundle: true,
    platform: 'node',
    format: 'esm',
    plugins: [
      {
        name: 'others-stay-outside',
        setup: ({ onResolve }) => {
          onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
            kind === 'entry-point' || path.startsWith('@truetape/')
              ? undefined
              : { path, external: true },
          );
        },
      },
    ],
  });
});

/** What the market said, without who said it. */
async function outcomesIn(venue: Awaited<ReturnType<typeof startOnFolder>>): Promise<string[]> {
  const lines = await dump(venue.log, 'market-');
  return lines.filter((line) => !line.includes('MarketMatcherStarted'));
}

describe('a sweep whose outcomes exceed one append', { timeout: 60_000 }, () => {
  test.each([1, 2, 5])('killed after part %i ends as the undisturbed one', async (parts) => {
    const undisturbed = await startOnFolder(temporaryFolder());
    await sweep(undisturbed);
    const want = await outcomesIn(undisturbed);
    await undisturbed.log.close();

    const folder = temporaryFolder();
    const child = run({ program: CHILD, arguments: [folder, String(parts)] });
    equal(await child.ended, 'SIGKILL', child.errors());

    const left = await openLmdbReader({ folder });
    const partial = (await dump(left, 'market-')).filter((line) => line.includes('account-bob'));
    equal(partial.length, parts * OUTCOMES_PER_APPEND);
    await left.close();

    const again = await startOnFolder(folder);
    await again.log.settled();
    equal(await outcomesIn(again), want);
    equal((await proven(again.log)).inFlight, 0);
    await again.log.close();
    equal(want.filter((line) => line.includes('TradeExecuted')).length, MAKERS);
    equal(MAKERS > 5 * OUTCOMES_PER_APPEND, true);
  });
});
