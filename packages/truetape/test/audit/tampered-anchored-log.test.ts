import {
  deepStrictEqual as equal,
  ok as holds,
  notDeepStrictEqual as notDeepEqual,
  notEqual,
} from 'node:assert';
import { generateKeyPairSync } from 'node:crypto';
import { anchorLine, readAnchorLines, signAnchor } from '@truetape/audit';
import type { OutsideAnchor } from '@truetape/contracts';
import { beforeAll, describe, test } from 'vitest';
import { numbersFrom } from '../process/random-recording.ts';
import { type AnchoredLog, anchoredLog, LOG_ID, remade } from './anchored-log.ts';
import { honestLog } from './honest-log.ts';
import { orderTypesLog } from './order-types-log.ts';
import { TAMPERINGS, withAnotherActor } from './random-tampering.ts';
import { type Events, foundIn, logOf } from './tampering.ts';

/** Of each kind: `npm run test:tampering` takes 200. */
const TIMES = Number(process.env.TRUETAPE_TAMPERINGS ?? 20);
const SEED = 20_261_121;

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
let logs: readonly Events[] = [];

beforeAll(async () => {
  logs = await Promise.all([honestLog(), orderTypesLog()]);
});

/** A log that was drawn, with its anchors as they come out of a signed file. */
function draw(seed: number): AnchoredLog & { readonly below: (limit: number) => number } {
  const below = numbersFrom(seed);
  const drawn = anchoredLog(logs[below(logs.length)] as Events, below);
  const file = drawn.outside.map((anchor) => anchorLine(signAnchor(anchor, privateKey))).join('');
  const read = readAnchorLines(file, publicKey);
  if (!read.ok) throw new Error(read.failure);
  return { ...drawn, outside: read.value.anchors.map(({ anchor }) => anchor), below };
}

const found = (events: Events, outside: readonly OutsideAnchor[] = []) =>
  foundIn(logOf(events, LOG_ID), outside);

const isSame = (one: Events, other: Events, size: number) =>
  one.length >= size && one.slice(0, size).every(({ hash }, at) => hash === other[at]?.hash);

/** Every time with another log and another place. */
async function eachTime(kind: number, run: (seed: number) => Promise<void>): Promise<void> {
  for (let time = 0; time < TIMES; time++) await run(SEED + 1_000 * kind + time);
}

describe(`before the last outside anchor it is found that, ${TIMES} times each from seed ${SEED}`, () => {
  test.each(
    Object.entries(TAMPERINGS).map(([title, tamper], kind) => [title, tamper, kind] as const),
  )('%s', { timeout: 120_000 }, async (_, tamper, kind) => {
    await eachTime(kind, async (seed) => {
      const { events, outside, size, below } = draw(seed);
      const tampered = tamper(events, size, below);
      notDeepEqual(tampered, events, `seed ${seed}: something was done`);
      notEqual(await found(tampered, outside), 'nothing', `seed ${seed}`);
      const hidden = remade(tampered);
      // Who makes a forged anchor anew has put the log right again.
      if (isSame(hidden, events, size)) return;
      notEqual(await found(hidden, outside), 'nothing', `seed ${seed}, all made anew`);
    });
  });

  test('somebody else is said to have asked, and everything that follows is made anew', {
    timeout: 120_000,
  }, async () => {
    await eachTime(50, async (seed) => {
      const { events, outside, size, below } = draw(seed);
      const tampered = remade(withAnotherActor(events, size, below));
      const place = await found(tampered, outside);
      holds(place.startsWith('anchor '), `seed ${seed}: ${place}`);
      equal(await found(tampered), 'nothing', `seed ${seed}: that is why anchors go outside`);
    });
  });
});

describe('nothing is found', () => {
  test(`in a log as it was written, ${TIMES} times`, { timeout: 120_000 }, async () => {
    await eachTime(60, async (seed) => {
      const { events, outside } = draw(seed);
      equal(await found(events, outside), 'nothing', `seed ${seed}`);
      equal(remade(events), events, `seed ${seed}: the forger's way of making a log is ours`);
    });
  });

  test('behind the last outside anchor, where everything is made anew: the window', async () => {
    await eachTime(70, async (seed) => {
      const { events, outside, size } = draw(seed);
      const tampered = remade([...events.slice(0, size)]);
      equal(await found(tampered, outside), 'nothing', `seed ${seed}`);
    });
  });
});
