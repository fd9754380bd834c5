import { deepStrictEqual as equal, ok as holds, match, notStrictEqual } from 'node:assert';
import { describe, it } from 'vitest';
import { runSeed } from '../src/run/run-seed.ts';
import { run } from './support.ts';

/** A share of the thousand seeds of `npm run test:long`, which must reach everything that there is as well. */
const SEEDS = process.env.CI === undefined ? 40 : 16;

describe('a simulation', () => {
  it('breaks no rule', { timeout: 1_200_000 }, async () => {
    const { code, said } = await run('simulate.ts', '--seeds', `${SEEDS}`);
    equal(code, 0, said);
    match(said, /no rule was broken/);
  });

  it('of a seed is the same each time', { timeout: 60_000 }, async () => {
    for (const seed of [3, 4]) {
      const [one, other] = [
        await runSeed({ seed, commands: 150 }),
        await runSeed({ seed, commands: 150 }),
      ];
      equal([one.digest, one.events], [other.digest, other.events]);
      holds(one.events > 100, `${one.events} events`);
    }
  });

  it('of another seed is another one', async () => {
    const [one, other] = [
      await runSeed({ seed: 5, commands: 20 }),
      await runSeed({ seed: 6, commands: 20 }),
    ];
    notStrictEqual(one.digest, other.digest);
  });

  it('of some of its steps has the same requests in them', async () => {
    const whole = await runSeed({ seed: 8, commands: 60, without: new Set() });
    const steps = whole.steps.filter((_, index) => index % 3 === 0);
    const part = await runSeed({ seed: 8, commands: 60, only: new Set(steps) });
    const requestsOf = (history: readonly string[]) =>
      history.map((line) => /clientOrderId":"\w+","symbol":"[\w-]+","side":"\w+"/.exec(line)?.[0]);
    const all = new Set(requestsOf(whole.history()));
    equal(part.steps, steps);
    for (const request of requestsOf(part.history())) holds(all.has(request), `${request}`);
  });

  it('gives the host its timers back', async () => {
    const before = [setTimeout, setImmediate, Date.now, performance.now];
    await runSeed({ seed: 9, commands: 5 });
    equal([setTimeout, setImmediate, Date.now, performance.now], before);
  });
});
