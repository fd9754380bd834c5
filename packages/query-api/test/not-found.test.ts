import type { Venue } from '@truetape/projections/testing';
import { describe, expect, test } from 'vitest';
import { venuesOnPostgres } from './open-venue.ts';
import { filledIn, tokenOf } from './support.ts';

const { openVenue } = venuesOnPostgres();

/** What `trader-2` has: an order, a fill and a withdrawal. */
function script(venue: Venue): void {
  venue.place('trader-2', { side: 'sell', price: '100', quantity: '1' });
  venue.place('trader-1', { side: 'buy', price: '100', quantity: '1' });
  venue.withdraw('trader-2', 'USD', 1n);
}

/** By the name of a path parameter: one of somebody else, one that was never there, and one that nobody can have. */
const FOREIGN: Readonly<Record<string, readonly [string, string, string]>> = {
  id: ['trader-2', 'nobody', 'trader-1-1'],
  orderId: ['trader-2.3', 'trader-1.999', 'nobody.0'],
};

describe('what is not one’s own', () => {
  test('is answered exactly as what does not exist, on every route with an id', async () => {
    const { app, reads } = await openVenue(script);
    const headers = { authorization: `Bearer ${tokenOf('trader-1')}`, 'x-request-id': 'same' };
    const answered = async (url: string) => {
      const answer = await app.inject({ method: 'GET', url, headers });
      const { date, ...others } = answer.headers;
      return { status: answer.statusCode, headers: Object.entries(others), body: answer.body };
    };
    let routes = 0;
    for (const route of reads) {
      for (const [name, ids] of Object.entries(FOREIGN)) {
        if (!route.includes(`:${name}`)) continue;
        routes += 1;
        for (const query of ['', '?minPosition=0']) {
          const [foreign, ...missing] = await Promise.all(
            ids.map((id) => answered(filledIn(route, { [name]: id }) + query)),
          );
          expect(foreign?.status, route).toBe(404);
          for (const one of missing) expect(one, route).toEqual(foreign);
        }
      }
    }
    expect(routes).toBeGreaterThanOrEqual(9);
  });

  test('is no filter either: the lists of an account know nobody else’s', async () => {
    const { get } = await openVenue(script);
    const foreign = await get('/v1/fills?orderId=trader-2.3', 'trader-1');
    const missing = await get('/v1/fills?orderId=trader-2.999', 'trader-1');
    expect(foreign).toMatchObject({ status: 200, body: { items: [], next: null } });
    expect(foreign.body).toEqual(missing.body);
    expect(foreign.headers.etag).toBe(missing.headers.etag);
  });

  test('is kept by no cache: it may be there in a moment', async () => {
    const { get } = await openVenue();
    for (const path of ['/v1/orders/trader-1.999', '/v1/accounts/nobody/balances', '/v1/nothing']) {
      const answer = await get(path, 'trader-1');
      expect([answer.status, answer.headers['cache-control']]).toEqual([404, 'no-store']);
    }
  });
});
