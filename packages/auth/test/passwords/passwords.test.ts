import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { passwordsHere } from '../../src/index.ts';
import { type PasswordOptions, queuedPasswords } from '../../src/passwords/queued-passwords.ts';
import type { PasswordAnswer, PasswordJob } from '../../src/passwords/scrypt.ts';

const cost = { ln: 4, r: 8, p: 1 };
const BUSY = { ok: false, failure: 'BUSY' };
const [RIGHT, WRONG] = [true, false].map((value) => ({ ok: true, value }));

describe('a password', () => {
  const passwords = passwordsHere({ cost });
  let hash: string;
  beforeAll(async () => {
    const made = await passwords.hash('correct horse battery');
    hash = made.ok ? made.value : '';
  });

  test('is right for its hash only', async () => {
    expect(await passwords.verify('correct horse battery', hash)).toEqual(RIGHT);
    for (const other of ['', 'correct horse batterY', 'correct horse battery ', hash]) {
      expect(await passwords.verify(other, hash)).toEqual(WRONG);
    }
  });

  test('is right for nobody who is not known', async () => {
    for (const each of ['correct horse battery', '', '\0']) {
      expect(await passwords.verify(each, undefined)).toEqual(WRONG);
    }
  });

  test('has another hash each time', async () => {
    const hashes = await Promise.all([1, 2, 3].map(() => passwords.hash('correct horse battery')));
    const texts = hashes.map((each) => (each.ok ? each.value : ''));
    expect(new Set([hash, ...texts]).size).toBe(4);
  });

  test.each([
    ['composed or not', 'caf\u00e9 au lait!', 'cafe\u0301 au lait!'],
    ['as a ligature', 'o\ufb03ce hours', 'office hours'],
    ['in full width', 'ｐａｓｓｅｎｇｅｒ', 'passenger'],
  ])('is the same however a keyboard writes it: %s', async (_, one, other) => {
    const made = await passwords.hash(one);
    expect(await passwords.verify(other, made.ok ? made.value : '')).toEqual(RIGHT);
  });

  test('that is too long, or no text, is wrong and does the same work', async () => {
    const { jobs, passwords: watched } = watchedPasswords({ cost });
    const long = 'x'.repeat(129);
    for (const each of [long, '\ufdfa'.repeat(10), 'x'.repeat(100_000), 'half \ud83d of one']) {
      expect(await watched.verify(each, hash)).toEqual(WRONG);
    }
    expect(jobs.map((job) => job.password)).toEqual(['', '', '', '']);
    await expect(watched.hash(long)).rejects.toThrow('Invariant: a password is hashed when');
  });

  test('of nobody asks for the work that a new one does', async () => {
    const { jobs, passwords: watched } = watchedPasswords({});
    await watched.verify('correct horse battery', undefined);
    expect(jobs).toEqual([
      {
        password: 'correct horse battery',
        hash: `$scrypt$ln=17,r=8,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`,
      },
    ]);
  });

  test.each([
    [{ ln: 4, r: 8, p: 1 }, false],
    [{ ln: 3, r: 8, p: 1 }, false],
    [{ ln: 5, r: 8, p: 1 }, true],
    [{ ln: 4, r: 9, p: 1 }, true],
    [{ ln: 4, r: 8, p: 2 }, true],
  ])('is outdated when new ones cost %j: %s', (dearer, isOutdated) => {
    expect(passwordsHere({ cost: dearer }).isOutdated(hash)).toBe(isOutdated);
  });
});

/** Passwords of which the work is done at once, and noted. */
function watchedPasswords(options: PasswordOptions) {
  const jobs: PasswordJob[] = [];
  const work = async (job: PasswordJob) => {
    jobs.push(job);
    return false;
  };
  return { jobs, passwords: queuedPasswords({ work, stop: async () => undefined }, options) };
}

/** Passwords of which the work is done when the test says so. */
function slowPasswords(options: PasswordOptions) {
  const jobs: { readonly name: string; finish: (answer?: PasswordAnswer) => void }[] = [];
  const passwords = queuedPasswords(
    {
      work: (job) => new Promise((finish) => jobs.push({ name: job.password, finish })),
      stop: async () => undefined,
    },
    { cost, ...options },
  );
  const verify = (name: string) => passwords.verify(name, undefined);
  return { jobs, passwords, verify };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('passwords that wait', () => {
  test('are worked on in the order in which they came, a few at a time', async () => {
    const { jobs, verify } = slowPasswords({ atOnceMax: 2 });
    const answers = ['a', 'b', 'c', 'd'].map(verify);
    await settled();
    expect(jobs.map(({ name }) => name)).toEqual(['a', 'b']);
    jobs[1]?.finish(true);
    await settled();
    expect(jobs.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    for (const at of [0, 2]) jobs[at]?.finish(false);
    await settled();
    jobs[3]?.finish(true);
    expect(await Promise.all(answers)).toEqual([WRONG, RIGHT, WRONG, RIGHT]);
  });

  test('are so many and no more: the next one is told that it is busy', async () => {
    const { jobs, verify } = slowPasswords({ waitingMax: 16 });
    const answers = Array.from({ length: 17 }, (_, n) => verify(`${n}`));
    for (let n = 0; n < 100; n += 1) expect(await verify('one too many')).toEqual(BUSY);
    for (let at = 0; at < 17; at += 1) {
      jobs[at]?.finish(true);
      await settled();
    }
    expect(await Promise.all(answers)).toEqual(answers.map(() => RIGHT));
    expect(jobs.some(({ name }) => name === 'one too many')).toBe(false);
    void verify('there is room again');
    await settled();
    expect(jobs.at(-1)?.name).toBe('there is room again');
  });

  test('do not wait for ever, and who has waited too long is not worked on', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { jobs, verify } = slowPasswords({ waitMsMax: 5_000 });
    const [first, second] = [verify('first'), verify('second')];
    await settled();
    vi.advanceTimersByTime(4_999);
    const third = verify('third');
    await settled();
    vi.advanceTimersByTime(1);
    expect(await second).toEqual(BUSY);
    jobs[0]?.finish(true);
    expect(await first).toEqual(RIGHT);
    await settled();
    expect(jobs.map(({ name }) => name)).toEqual(['first', 'third']);
    jobs[1]?.finish(true);
    expect(await third).toEqual(RIGHT);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('are told that it is busy when everything stops, and so is who comes then', async () => {
    const { jobs, passwords, verify } = slowPasswords({});
    const [first, second] = [verify('first'), verify('second')];
    await settled();
    await passwords.stop();
    expect(await second).toEqual(BUSY);
    expect(await verify('third')).toEqual(BUSY);
    jobs[0]?.finish(true);
    expect(await first).toEqual(RIGHT);
    expect(jobs).toHaveLength(1);
  });
});
