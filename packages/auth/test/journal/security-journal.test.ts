import { type Data, streams } from '@truetape/contracts';
import { type EventLog, MemoryLog, NO_STREAM } from '@truetape/event-store';
import { allOf } from '@truetape/event-store/contract';
import { failed, type NewEvent } from '@truetape/kernel';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  Addresses,
  createSecurityJournal,
  type Denied,
  memoryPersonKeys,
  SecurityWriter,
  securityLogOf,
  unseal,
} from '../../src/index.ts';

const ANN = { userId: 'ann', keyId: 'key-1', expiresAtMs: Number.POSITIVE_INFINITY };
const NOVEMBER = 'addresses-2026-11';

/** A journal on a log in memory, or on that log with some of it replaced. */
function openJournal({ replaced = {}, log = new MemoryLog() }: Partial<Replaced> = {}) {
  onTestFinished(() => log.close());
  const clock = { nowMs: Date.UTC(2026, 10, 22, 9) };
  const clockMs = () => clock.nowMs;
  const personKeys = memoryPersonKeys();
  const failures: unknown[] = [];
  const onFailure = (error: unknown) => failures.push(error);
  const addresses = new Addresses({ personKeys, clockMs, onFailure });
  const on = { ...log, ...forwarded(log), ...replaced } as EventLog;
  const journal = createSecurityJournal({
    writer: new SecurityWriter(securityLogOf(on)),
    addresses,
    clockMs,
  });
  const written = () => allOf(log.readStream(streams.security));
  const deny = (instead: Partial<Denied> = {}) =>
    journal.denied({
      code: 'AUTH_FORBIDDEN',
      route: 'GET /v1/orders',
      principal: null,
      address: '192.0.2.7',
      requestId: 'r-1',
      ...instead,
    });
  return { log, clock, personKeys, failures, journal, written, deny };
}

interface Replaced {
  readonly log: MemoryLog;
  readonly replaced: Partial<EventLog>;
}

const forwarded = (log: MemoryLog): Partial<EventLog> => ({
  append: (...args) => log.append(...args),
  streamHead: (stream) => log.streamHead(stream),
});

const typesOf = (events: readonly NewEvent[]) => events.map(({ type }) => type);
const countOf = (events: readonly NewEvent[]) =>
  events.reduce((sum, { data }) => sum + ((data as { count?: number }).count ?? 1), 0);

describe('a denial', () => {
  test('is one event, with who, what, when, and from where', async () => {
    const { journal, written, deny, personKeys } = openJournal();
    deny({ principal: ANN });
    expect(await journal.stop()).toBe(0);
    const [event, ...others] = await written();
    expect(others).toEqual([]);
    const origin = event?.actor?.origin ?? '';
    expect(event).toMatchObject({
      type: 'AccessDenied',
      correlationId: 'r-1',
      actor: { userId: 'ann', keyId: 'key-1', requestId: 'r-1' },
      data: { at: '2026-11-22T09:00:00.000Z', code: 'AUTH_FORBIDDEN', route: 'GET /v1/orders' },
    });
    expect(JSON.stringify(event)).not.toContain('192.0.2.7');
    const sealedFor = { personId: 'ann', purpose: 'address' };
    expect(unseal(personKeys, sealedFor, origin)).toEqual({ ok: true, value: '192.0.2.7' });
  });

  test('of nobody has its address sealed with the key of the month', async () => {
    const { journal, written, deny, personKeys } = openJournal();
    deny({ code: 'AUTH_REQUIRED' });
    await journal.stop();
    const [event] = await written();
    const { origin = '' } = (event?.data ?? {}) as Partial<Data<'AccessDenied'>>;
    const sealedFor = { personId: NOVEMBER, purpose: 'address' };
    expect(event?.actor).toBeUndefined();
    expect(unseal(personKeys, sealedFor, origin)).toEqual({ ok: true, value: '192.0.2.7' });
    await personKeys.erase(NOVEMBER);
    expect(unseal(personKeys, sealedFor, origin)).toEqual({ ok: false, failure: 'ERASED' });
  });

  test('is told by itself ten times a second, of one code and network; the others are counted', async () => {
    const { journal, written, deny, clock } = openJournal();
    for (let index = 0; index < 25; index += 1) {
      clock.nowMs += 1;
      deny({ address: `2001:db8::${index + 1}`, requestId: `r-${index}` });
    }
    deny({ address: '2001:db8:0:1::1' });
    deny({ code: 'AUTH_SCOPE', address: '2001:db8::1' });
    clock.nowMs += 1_000;
    deny({ address: '2001:db8::1' });
    expect(await journal.stop()).toBe(0);
    const events = await written();
    expect(typesOf(events).filter((type) => type === 'AccessDenied')).toHaveLength(13);
    expect(events.filter(({ type }) => type === 'AccessesDenied')).toMatchObject([
      {
        correlationId: 'r-10',
        data: {
          code: 'AUTH_FORBIDDEN',
          count: 15,
          from: '2026-11-22T09:00:00.011Z',
          to: '2026-11-22T09:00:00.025Z',
        },
      },
    ]);
  });

  test('is counted within a second, also when nothing more is denied', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { log, written, deny } = openJournal();
    for (let index = 0; index < 12; index += 1) deny();
    vi.advanceTimersByTime(1_000);
    vi.useRealTimers();
    await vi.waitFor(async () => expect(countOf(await written())).toBe(12));
    await log.settled();
    expect(typesOf(await written()).at(-1)).toBe('AccessesDenied');
  });

  test('is in memory that is bounded, however many there are, and none is forgotten', async () => {
    const { journal, written, deny, clock } = openJournal();
    const codes = ['AUTH_REQUIRED', 'AUTH_FORBIDDEN', 'AUTH_SCOPE'] as const;
    for (let index = 0; index < 30_000; index += 1) {
      if (index % 1_000 === 0) clock.nowMs += 1_000;
      const address = `10.${index % 250}.${(index >> 8) % 250}.1`;
      deny({ code: codes[index % 3] ?? 'AUTH_SCOPE', address });
    }
    expect(await journal.stop()).toBe(0);
    const events = await written();
    expect(countOf(events)).toBe(30_000);
    expect(events.length).toBeLessThan(1_200);
  });

  test('waits for a log that is away, and goes behind what others have written meanwhile', async () => {
    let isAway = true;
    const log = new MemoryLog();
    const { written, deny, journal } = openJournal({
      log,
      replaced: {
        append: async (...args) =>
          isAway ? failed({ code: 'UNAVAILABLE', reason: 'planted' }) : log.append(...args),
      },
    });
    deny();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const data = { at: '2026-11-22T09:00:00.000Z', kid: 'k'.repeat(43), x: 'x'.repeat(43) };
    const added = { type: 'TokenKeyAdded', schemaVersion: 1, correlationId: 'other', data };
    await log.append(streams.security, NO_STREAM, [added]);
    isAway = false;
    await vi.waitFor(async () => {
      expect(typesOf(await written())).toEqual(['TokenKeyAdded', 'AccessDenied']);
    });
    expect(await journal.stop()).toBe(0);
  });

  test('whose append has an unknown outcome is sent as the same again: it is there once', async () => {
    let appends = 0;
    const log = new MemoryLog();
    const { written, deny, journal } = openJournal({
      log,
      replaced: {
        append: async (...args) => {
          const appended = await log.append(...args);
          appends += 1;
          return appends < 8 ? failed({ code: 'UNKNOWN_OUTCOME', reason: 'planted' }) : appended;
        },
      },
    });
    deny();
    await vi.waitFor(() => expect(appends).toBe(8), { timeout: 5_000 });
    deny({ requestId: 'r-2' });
    expect(await journal.stop()).toBe(0);
    expect((await written()).map(({ correlationId }) => correlationId)).toEqual(['r-1', 'r-2']);
  });

  test('that cannot be written before the end is said to be lost', async () => {
    const { deny, journal } = openJournal({
      replaced: { append: async () => failed({ code: 'UNAVAILABLE', reason: 'planted' }) },
    });
    for (let index = 0; index < 12; index += 1) deny();
    expect(await journal.stop()).toBe(12);
  });

  test('does without the address when the key of it cannot be used', async () => {
    const { journal, written, deny, personKeys, failures } = openJournal();
    personKeys.create = async () => {
      throw new Error('planted');
    };
    deny({ principal: ANN });
    expect(await journal.stop()).toBe(0);
    expect((await written())[0]?.actor).toEqual({
      userId: 'ann',
      keyId: 'key-1',
      requestId: 'r-1',
    });
    expect(failures).toHaveLength(1);
  });
});

describe('a read by the staff', () => {
  const read = { route: 'GET /v1/orders', address: '192.0.2.7', requestId: 'r-1', principal: ANN };

  test('is on disk before its answer may leave', async () => {
    const { journal, written } = openJournal();
    expect(await journal.read({ ...read, accountId: 'trader-1' })).toBe(true);
    expect(await written()).toMatchObject([
      {
        type: 'AuditorRead',
        actor: { userId: 'ann' },
        data: { accountId: 'trader-1', at: '2026-11-22T09:00:00.000Z', route: 'GET /v1/orders' },
      },
    ]);
  });

  test('is refused when it cannot be written', async () => {
    const { journal } = openJournal({
      replaced: { append: async () => failed({ code: 'UNAVAILABLE', reason: 'planted' }) },
    });
    expect(await journal.read(read)).toBe(false);
  });

  test('is one event each, however many there are at once', async () => {
    const { journal, written } = openJournal();
    const reads = Array.from({ length: 250 }, (_, index) =>
      journal.read({ ...read, requestId: `r-${index}` }),
    );
    expect(new Set(await Promise.all(reads))).toEqual(new Set([true]));
    const ids = (await written()).map(({ correlationId }) => correlationId);
    expect(ids).toEqual(Array.from({ length: 250 }, (_, index) => `r-${index}`));
  });
});
