import { deepStrictEqual } from 'node:assert';
import type { Case } from './case-files.ts';
import { runCase } from './run-case.ts';
import type { World } from './world.ts';

/** What a decision has refused may be written down, after its answer, and only there. */
const DENIALS = 'denials-';
/** Codes of what never came to a decision. */
const UNDECIDED = /^\d{3} (REQUEST|AUTH)_/;

/** Sends a case, and throws where anything else comes of it than what it says, or anything is written. */
export async function checkCase(world: World, one: Case): Promise<void> {
  const before = await world.log.head();
  for (const { sent, expected, observed } of await runCase(world, one)) {
    deepStrictEqual({ sent, observed }, { sent, observed: expected });
  }
  const written = await writtenAfter(world, before);
  const others = written.filter((event) => !event.startsWith(DENIALS));
  deepStrictEqual(others, [], 'Nothing is written.');
  await world.isServing();
}

/** Throws where cases have left anything behind, however late. */
export async function checkClass(
  world: World,
  before: number,
  cases: readonly Case[],
): Promise<void> {
  // What was queued late would stand before the next event.
  await world.post('/v1/accounts', { accountId: 'after-all' });
  const written = await writtenAfter(world, before);
  const isDecided = cases.some(({ expect }) =>
    Object.values(typeof expect === 'object' ? expect : [expect])
      .flat()
      .some((each = '') => /^\d{3} [A-Z]/.test(each) && !UNDECIDED.test(each)),
  );
  const others = isDecided ? written.filter((event) => !event.startsWith(DENIALS)) : written;
  deepStrictEqual(others, ['account-after-all AccountOpened'], 'Nothing is written late.');
  deepStrictEqual(await world.errors(), [], 'Nobody met what nobody expected.');
}

async function writtenAfter({ log }: World, after: number): Promise<readonly string[]> {
  const written: string[] = [];
  for await (const events of log.readAll({ after })) {
    written.push(...events.map(({ stream, type }) => `${stream} ${type}`));
  }
  return written;
}
