import { type Route, routes } from '@truetape/contracts/http-api';
import { describe, expect, test } from 'vitest';
import { filledIn, openApi, openLog } from './support.ts';

const READ_BY_ROUTE: Readonly<Record<string, Route>> = Object.fromEntries(
  routes
    .filter(([key, { query }]) => key.startsWith('GET ') && query !== undefined)
    .map(([key, route]) => [key.slice('GET '.length).replace(/\{(\w+)\}/g, ':$1'), route]),
);

describe('every read', () => {
  test('is one that the contract knows, and refuses what the contract does not', async () => {
    const { get, reads } = await openApi(openLog());
    expect(Object.keys(READ_BY_ROUTE).sort()).toEqual([...reads].sort());
    for (const [route, { query, list }] of Object.entries(READ_BY_ROUTE)) {
      const isOfTrader = route === '/v1/orders' || route === '/v1/fills';
      const ask = (asked: string) =>
        get(`${filledIn(route)}?${asked}`, isOfTrader ? 'trader-1' : 'operator');
      expect(await ask('unknown=1'), route).toMatchObject({
        status: 400,
        body: { code: 'REQUEST_UNKNOWN_FIELD', field: 'unknown' },
      });
      const fields = Object.keys(query?.shape ?? {});
      for (const field of fields) {
        expect(await ask(`${field}=%20`), route).toMatchObject({
          status: 400,
          body: { code: 'REQUEST_INVALID', field },
        });
      }
      expect(fields.includes('limit'), route).toBe(list !== undefined);
      if (list === undefined) continue;
      for (const limit of ['0', '-1', '1.5', '', '00', String(list.limitMax + 1)]) {
        expect(await ask(`limit=${limit}`), `${route} ${limit}`).toMatchObject({
          status: 400,
          body: { code: 'REQUEST_INVALID', field: 'limit' },
        });
      }
      for (const limit of [1, list.limitMax]) {
        expect((await ask(`limit=${limit}`)).status, `${route} ${limit}`).not.toBe(400);
      }
    }
  });
});
