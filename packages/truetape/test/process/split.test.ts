import { deepStrictEqual as equal } from 'node:assert';
import { join } from 'node:path';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { beforeAll, describe, test } from 'vitest';
import { dump, proven } from '../order-path/support.ts';
import { buildChild } from './build-child.ts';
import { run, temporaryFolder } from './support.ts';
import { MAKERS, OUTCOMES_PER_APPEND, startOnFolder, sweep } from './sweep.ts';

let child = '';
beforeAll(async () => {
  child = await buildChild(join(import.meta.dirname, 'sweep-child.ts'), 'sweep-child');
});

/** What the market said, without who said it. */
async function outcomesIn(venue: Awaited<ReturnType<typeof startOnFolder>>): Promise<string[]> {
  const lines = await dump(venue.log, 'market-');
  return lines.filter((line) => !line.includes('MarketMatcherStarted'));
}

describe('a sweep whose outcomes exceed one append', { timeout: 120_000 }, () => {
  test.each([1, 2, 5])('killed after part %i ends as the undisturbed one', async (parts) => {
    const undisturbed = await startOnFolder(temporaryFolder());
    await sweep(undisturbed);
    const want = await outcomesIn(undisturbed);
    await undisturbed.log.close();

    const folder = temporaryFolder();
    const killed = run({ program: child, arguments: [folder, String(parts)] });
    equal(await killed.ended, 'SIGKILL', killed.errors());

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
