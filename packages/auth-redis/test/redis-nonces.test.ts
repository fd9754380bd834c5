import { checkNoncesRule, describeNoncesContract, noncesRules } from '@truetape/auth/contract';
import { isRedisThere, RedisCluster, RedisServer } from '@truetape/market-data-redis/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { TAKE } from '../src/take.ts';
import { openForTest, openNonces, redisHarness } from './support.ts';

const useOf = (nonce = '0123456789abcdef') => ({
  keyId: 'key-1',
  nonce,
  createdAtMs: Date.now(),
  validUntilMs: Date.now() + 5_000,
});

describe.runIf(isRedisThere)('on one Redis', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(() => server?.dispose());
  const place = () => ({ url: server.url, forget: () => server.operator.flushall() });

  describeNoncesContract('Redis', redisHarness(place));

  it.each([
    ['takes everything', /^if .* return 'TAKEN' end$/m, "return 'TAKEN'"],
    ['forgets at once', /'PX', ARGV\[2\]/, "'PX', 1"],
    ['takes what is too old', /^if tonumber.*$/m, ''],
    ['looks at the key alone', /KEYS\[1\], ''/, "KEYS[2] .. 'x', ''"],
  ])('the contract finds a script that %s', async (_, line, planted) => {
    expect(TAKE).toMatch(line);
    const harness = redisHarness(place, TAKE.replace(line, planted));
    let broken = 0;
    for (const rule of noncesRules) {
      if (broken > 0) break;
      await checkNoncesRule(rule, harness).catch(() => {
        broken += 1;
      });
    }
    expect(broken).toBe(1);
  });

  it('two processes take a nonce once', async () => {
    await server.operator.flushall();
    const [one, two] = [await openForTest(server), await openForTest(server)];
    await one.since(0);
    const uses = Array.from({ length: 50 }, (_, at) => useOf(`nonce-${at}-0123456789`));
    const said = await Promise.all(
      uses.map(async (use) => [await one.nonces.take(use), await two.nonces.take(use)]),
    );
    expect(said.map((both) => both.filter(({ ok }) => ok).length)).toEqual(uses.map(() => 1));
  });

  it('what was taken before everything was lost is not taken again', async () => {
    await server.operator.flushall();
    const { nonces, since } = await openForTest(server);
    await since(0);
    const use = useOf();
    expect(await nonces.take(use)).toMatchObject({ ok: true });
    await server.operator.flushall();
    expect(await nonces.take(use)).toEqual({ ok: false, failure: 'TOO_OLD' });
  });

  it('nothing stays of a nonce whose signature has ended', async () => {
    await server.operator.flushall();
    const { nonces, since } = await openForTest(server);
    await since(0);
    await nonces.take({ ...useOf(), validUntilMs: Date.now() + 60_000 });
    const [key = ''] = await server.operator.keys('*:key-1:*');
    const livesMs = await server.operator.pttl(key);
    expect(livesMs).toBeGreaterThan(60_000);
    expect(livesMs).toBeLessThanOrEqual(62_000);
    expect(await server.operator.keys('*')).toHaveLength(2);
  });
});

describe.runIf(isRedisThere)('on a cluster', () => {
  let cluster: RedisCluster;
  beforeAll(async () => {
    cluster = await RedisCluster.start();
  });
  afterAll(() => cluster?.dispose());

  describeNoncesContract(
    'Redis, cluster',
    redisHarness(() => ({
      url: cluster.url,
      forget: () => Promise.all(cluster.nodes.map(({ operator }) => operator.flushall())),
    })),
  );
});

describe.runIf(isRedisThere)('while Redis is away', () => {
  it('none is taken, which is said once, and what was taken before it came back is too old', async () => {
    const server = await RedisServer.start();
    onTestFinished(() => server.dispose());
    const { nonces, lines, since, redis } = await openForTest(server);
    await since(0);
    const use = useOf();
    expect(await nonces.take(use)).toMatchObject({ ok: true });
    await server.kill();
    for (let i = 0; i < 5; i += 1) {
      expect(await nonces.take(useOf())).toEqual({ ok: false, failure: 'UNAVAILABLE' });
    }
    await server.start();
    const isBack = () => redis.ping().catch(() => undefined);
    await expect.poll(isBack, { timeout: 10_000, interval: 20 }).toBe('PONG');
    expect(await nonces.take(use)).toEqual({ ok: false, failure: 'TOO_OLD' });
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toContain(use.nonce);
  });

  it('one that hangs is not waited for', async () => {
    const server = await RedisServer.start();
    onTestFinished(() => server.dispose());
    const { nonces, dispose } = await openNonces(server);
    onTestFinished(dispose);
    server.signal('SIGSTOP');
    onTestFinished(() => server.signal('SIGCONT'));
    expect(await nonces.take(useOf())).toEqual({ ok: false, failure: 'UNAVAILABLE' });
  });
});
