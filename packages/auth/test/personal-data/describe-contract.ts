import { deepStrictEqual as equal, rejects } from 'node:assert';
import { describe, it, onTestFinished, vi } from 'vitest';
import type { PersonKeys } from '../../src/index.ts';

/** How the suite gets at one adapter. */
export interface PersonKeysHarness {
  /** A new, empty place. */
  readonly open: () => Promise<PersonKeysUnderTest>;
}

export interface PersonKeysUnderTest {
  /** The keys as one more process has them. */
  keys(): Promise<PersonKeys>;
  dispose(): Promise<void>;
}

/** Ids that are names of files, lead somewhere else, or look like each other. */
const IDS = [
  ...['', '.', '..', '/', '../../master', 'a/b', 'a\\b', 'C:', 'CON', '%2e%2e%2f', '-rf', '~', '*'],
  ...['a\0b', 'a\nb', 'erased', 'master.check', 'u-1', 'U-1', 'u-1 ', 'é', 'e\u0301', '人'],
  'x'.repeat(200),
];

const hexOf = (keys: PersonKeys, personId: string) => {
  const key = keys.keyOf(personId);
  return key.ok ? key.value.export().toString('hex') : key.failure;
};

/** Everything the port promises, run whole on an adapter. */
export function describePersonKeysContract(name: string, harness: PersonKeysHarness): void {
  const opened = async () => {
    const subject = await harness.open();
    onTestFinished(() => subject.dispose());
    return subject;
  };

  describe(`PersonKeys contract on ${name}`, () => {
    it('create › makes a random key of 256 bits, another one for each person', async () => {
      const keys = await (await opened()).keys();
      for (const id of IDS) equal(await keys.create(id), { ok: true, value: undefined });
      const found = IDS.map((id) => hexOf(keys, id));
      for (const key of found) equal(/^[0-9a-f]{64}$/.test(key), true);
      equal(new Set(found).size, IDS.length);
    });

    it('create › makes the key once, however often and by however many it is asked', async () => {
      const subject = await opened();
      const all = await Promise.all([subject.keys(), subject.keys(), subject.keys()]);
      await Promise.all(Array.from({ length: 30 }, (_, n) => all[n % 3]?.create('u-1')));
      const [first, ...others] = all.map((keys) => hexOf(keys, 'u-1'));
      equal(first?.length, 64);
      for (const other of others) equal(other, first);
      await all[1]?.create('u-1');
      equal(hexOf(await subject.keys(), 'u-1'), first);
    });

    it('keyOf › says that there is none for whoever never had one', async () => {
      const keys = await (await opened()).keys();
      await keys.create('u-1');
      for (const id of ['u-2', 'u-1/', 'U-1', '']) equal(hexOf(keys, id), 'MISSING');
    });

    it('erase › takes the key away for ever, also where it is made again', async () => {
      const subject = await opened();
      const keys = await subject.keys();
      for (const id of ['u-1', 'u-2']) await keys.create(id);
      const kept = hexOf(keys, 'u-2');
      await keys.erase('u-1');
      for (const each of [keys, await subject.keys()]) {
        equal(hexOf(each, 'u-1'), 'ERASED');
        equal(await each.create('u-1'), { ok: false, failure: 'ERASED' });
        equal(hexOf(each, 'u-1'), 'ERASED');
        equal(hexOf(each, 'u-2'), kept);
      }
    });

    it('erase › of somebody who is erased, or never had a key, is an erasure too', async () => {
      const keys = await (await opened()).keys();
      for (const id of IDS) {
        await keys.erase(id);
        await keys.erase(id);
        equal(await keys.create(id), { ok: false, failure: 'ERASED' });
        equal(hexOf(keys, id), 'ERASED');
      }
    });

    it('erase › is seen within a second by others who have used the key', async () => {
      vi.useFakeTimers({ toFake: ['performance'] });
      onTestFinished(() => void vi.useRealTimers());
      const subject = await opened();
      const [one, other] = [await subject.keys(), await subject.keys()];
      await one.create('u-1');
      equal(hexOf(other, 'u-1'), hexOf(one, 'u-1'));
      await one.erase('u-1');
      vi.advanceTimersByTime(1_000);
      equal(hexOf(other, 'u-1'), 'ERASED');
      equal(await other.create('u-1'), { ok: false, failure: 'ERASED' });
    });

    it('erase › wins against whoever makes the key at the same time', async () => {
      const subject = await opened();
      const [one, other] = [await subject.keys(), await subject.keys()];
      const ids = Array.from({ length: 50 }, (_, n) => `u-${n}`);
      await Promise.all(ids.flatMap((id) => [one.create(id), other.erase(id), one.create(id)]));
      const later = await subject.keys();
      for (const id of ids) equal(hexOf(later, id), 'ERASED');
    });

    it('an id is short', async () => {
      const keys = await (await opened()).keys();
      const isAsserted = { name: 'InvariantError' };
      await rejects(async () => keys.create('x'.repeat(201)), isAsserted);
      await rejects(async () => keys.erase('x'.repeat(201)), isAsserted);
    });
  });
}
