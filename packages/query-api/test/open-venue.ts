import { page } from '@truetape/contracts';
import { openTestPostgres, type TestPostgres, Venue } from '@truetape/projections/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import type { z } from 'zod';
import { ACCOUNTS, eventually, followWith, openApi, openLog } from './support.ts';

type ApiOptions = NonNullable<Parameters<typeof openApi>[1]>;

/** Venues with their read models in a Postgres of this file, and the read edge in front of them. */
export function venuesOnPostgres() {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await openTestPostgres();
  }, 60_000);
  afterAll(() => postgres.stop(), 60_000);

  const openVenue = async (
    script: (venue: Venue) => void = () => undefined,
    options: Omit<ApiOptions, 'url'> = {},
  ) => {
    const log = openLog();
    const venue = new Venue(log);
    venue.open(...ACCOUNTS);
    script(venue);
    await venue.settled();
    const url = await postgres.newDatabase();
    const projector = followWith(log, url);
    const api = await openApi(log, { url, ...options });
    const caughtUp = async () => {
      await venue.settled();
      const head = await log.head();
      await eventually(async () => (await projector.lag()).position === head);
      return head;
    };
    await caughtUp();
    return { log, venue, projector, caughtUp, url, ...api };
  };
  return { openVenue, newDatabase: () => postgres.newDatabase() };
}

/** Every answer is exactly of its schema. */
export function exactly<T>(
  schema: z.ZodType<T>,
  { status, body }: { status: number; body: unknown },
): T {
  expect(status, JSON.stringify(body)).toBe(200);
  return schema.parse(body);
}

type Get = Awaited<ReturnType<typeof openApi>>['get'];

/** All items of a list of `trader-1`, three at a time. */
export async function paged<T>(
  get: Get,
  path: string,
  item: z.ZodType<T>,
  between: () => Promise<unknown> = async () => undefined,
): Promise<T[]> {
  const seen: T[] = [];
  const query = path.includes('?') ? `${path}&limit=3` : `${path}?limit=3`;
  for (let cursor = ''; ; ) {
    const answer = exactly(page(item), await get(`${query}${cursor}`, 'trader-1'));
    seen.push(...(answer.items as T[]));
    if (answer.next === null) return seen;
    cursor = `&cursor=${answer.next}`;
    await between();
  }
}
