import { ok as holds } from 'node:assert';
import { boardRules, checkBoardRule } from '@truetape/market-data/contract';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { APPLY, BEAT, REPLACE } from '../src/scripts.ts';
import { redisHarness } from './support/redis-harness.ts';
import { isRedisThere, RedisServer } from './support/redis-server.ts';

const SCRIPTS = { replace: REPLACE, apply: APPLY, beat: BEAT };

/** A line that is left out of a script, and what begins the titles of the rules that find it. */
const FAULTS: readonly (readonly [
  fault: string,
  name: keyof typeof SCRIPTS,
  line: RegExp,
  owner: string,
])[] = [
  ['puts an older state over a newer one', 'replace', /^if .* return 'BEHIND' end$/m, 'replace'],
  ['lets an earlier epoch replace', 'replace', /^if .* return 'REPLACED' end$/m, 'replace'],
  ['leaves what was there', 'replace', /^redis\.call\('DEL'.*$/m, 'replace'],
  ['takes a change after anything', 'apply', /^if .* return 'BEHIND' end$/m, 'apply'],
  ['does not tell an earlier epoch apart', 'apply', /^if .* return 'REPLACED' end$/m, 'apply'],
  ['keeps orders that are gone', 'apply', /^for _, field .*$/m, 'apply'],
  ['keeps quantities that are others now', 'apply', /^for _, order .*$/m, 'apply'],
  ['forgets the sequence', 'apply', /^redis\.call\('HSET', KEYS\[1\], 'sequence'.*$/m, 'apply'],
  ['does not tell', 'apply', /^redis\.call\('PUBLISH'.*$/m, 'listen'],
  ['lets an earlier epoch beat', 'beat', /^if .* return 'REPLACED' end$/m, 'beat'],
  ['forgets who has beaten', 'beat', /^redis\.call\('SET'.*$/m, 'beat'],
];

describe.runIf(isRedisThere)('the contract finds a script that', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(() => server?.dispose());

  it.each(FAULTS)('%s', async (_fault, name, line, owner) => {
    const script = SCRIPTS[name];
    holds(line.test(script), 'the line is there');
    const harness = redisHarness(
      () => ({ url: server.url, forget: () => server.operator.flushall() }),
      { scripts: { ...SCRIPTS, [name]: script.replace(line, '') } },
    );
    let broken = 0;
    for (const rule of boardRules.filter(({ title }) => title.startsWith(owner))) {
      if (broken > 0) break;
      await checkBoardRule(rule, harness).catch(() => {
        broken += 1;
      });
    }
    holds(broken > 0, 'a planted fault is found');
  });
});
