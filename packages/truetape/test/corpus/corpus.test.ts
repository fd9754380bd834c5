import { afterAll, beforeAll, describe, test } from 'vitest';
import { readClasses } from './case-files.ts';
import { checkCase, checkClass } from './check-case.ts';
import { openWorld, type World, type WorldOptions } from './world.ts';

/** Of classes that wait for a limit. They wait together. */
const WAITING: Readonly<Record<string, WorldOptions>> = {
  'slow-clients': {
    limits: { requestTimeoutMs: 1_000, requestTimeoutCheckMs: 100, connectionTimeoutMs: 2_000 },
  },
};

const counts: string[] = [];
let total = 0;

describe.each(readClasses())('bad input: $name', ({ name, cases }) => {
  let world: World;
  let before: number;
  let ran = 0;
  beforeAll(async () => {
    world = await openWorld(WAITING[name]);
    before = await world.log.head();
  });
  afterAll(async () => {
    counts.push(`${name} ${ran}`);
    total += ran;
    try {
      await checkClass(world, before, cases);
    } finally {
      await world.stop();
    }
  });

  const run = name in WAITING ? test.concurrent : test;
  run.each(cases.map((one) => [one.title, one] as const))('%s', async (_title, one) => {
    await checkCase(world, one);
    ran += 1;
  });
});

afterAll(() => {
  process.stdout.write(`Bad input: ${total} cases ran: ${counts.join(', ')}\n`);
});
