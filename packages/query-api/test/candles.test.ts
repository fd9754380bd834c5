import { type Candle, candle, page, statsAnswer } from '@truetape/contracts';
import type { Venue } from '@truetape/projections/testing';
import { describe, expect, test } from 'vitest';
import { exactly, paged, venuesOnPostgres } from './open-venue.ts';
import { openApi, openLog } from './support.ts';

const { openVenue } = venuesOnPostgres();

const MINUTE_MS = 60_000;
const CANDLES = '/v1/instruments/BTC-USD/candles';
const STATS = '/v1/instruments/BTC-USD/stats';

function trade(venue: Venue, price: string, quantity: string): void {
  venue.place('trader-1', { side: 'sell', price, quantity });
  venue.place('trader-2', { side: 'buy', price, quantity });
}

/** A trade at the beginning, and one in each of the minutes that follow, but the third. */
function tradeByMinutes(venue: Venue): void {
  for (const [minute, price] of ['100', '101', '99', '', '102.5'].entries()) {
    if (price !== '') trade(venue, price, `0.${minute + 1}`);
    venue.nowMs += MINUTE_MS;
  }
}

const shown = ({ openedAt, close, final }: Candle) => `${openedAt.slice(11, 16)} ${close} ${final}`;

describe('candles', () => {
  test('are those of minutes unless told, newest first, without those in which nobody traded', async () => {
    const { get } = await openVenue(tradeByMinutes);
    const { items, next } = exactly(page(candle), await get(CANDLES));
    expect(items.map(shown)).toEqual([
      '09:04 102.5 false',
      '09:02 99 true',
      '09:01 101 true',
      '09:00 100 true',
    ]);
    expect(next).toBeNull();
    expect(items[1]).toMatchObject({ open: '99', volume: '0.3', notional: '29.7', trades: 1 });
  });

  test('are of any interval, and of a while', async () => {
    const { get } = await openVenue(tradeByMinutes);
    const hour = exactly(page(candle), await get(`${CANDLES}?interval=1h`)).items;
    expect(hour).toEqual([
      {
        ...{ openedAt: '2026-11-21T09:00:00.000Z', open: '100', high: '102.5', low: '99' },
        ...{ close: '102.5', volume: '1.1', notional: '111.15', trades: 4, final: false },
      },
    ]);
    const during = 'from=2026-11-21T09:01:00.000Z&to=2026-11-21T09:04:00.000Z';
    const some = exactly(page(candle), await get(`${CANDLES}?${during}`)).items;
    expect(some.map(shown)).toEqual(['09:02 99 true', '09:01 101 true']);
  });

  test('come in pages that neither lose nor repeat one while others come', async () => {
    const { get, venue, caughtUp } = await openVenue((script) => {
      for (let minute = 0; minute < 11; minute += 1) {
        trade(script, '100', '0.1');
        script.nowMs += MINUTE_MS;
      }
    });
    const seen = await paged(get, CANDLES, candle, async () => {
      trade(venue, '100', '0.1');
      venue.nowMs += MINUTE_MS;
      await caughtUp();
    });
    const minutes = Array.from({ length: 11 }, (_, index) => String(10 - index).padStart(2, '0'));
    expect(seen.map(({ openedAt }) => openedAt.slice(14, 16))).toEqual(minutes);
  });

  test('of a market without trades are none, and of no market 404', async () => {
    const { get } = await openVenue();
    expect(exactly(page(candle), await get(CANDLES)).items).toEqual([]);
    const missing = await get('/v1/instruments/ETH-USD/candles');
    expect([missing.status, missing.body.code]).toEqual([404, 'INSTRUMENT_NOT_FOUND']);
    expect((await get(`${CANDLES}?interval=2m`)).body).toMatchObject({ field: 'interval' });
  });
});

describe('statistics', () => {
  test('are those of the 24 hours up to now, or up to any moment', async () => {
    const clockMs = () => Date.UTC(2026, 10, 22, 9, 1, 30);
    const { get } = await openVenue(tradeByMinutes, { clockMs });
    const { position, ...now } = exactly(statsAnswer, await get(STATS));
    expect(position).toBeGreaterThan(0);
    expect(now).toEqual({
      ...{ symbol: 'BTC-USD', from: '2026-11-21T09:01:30.000Z', to: '2026-11-22T09:01:30.000Z' },
      ...{ open: '99', high: '102.5', low: '99', last: '102.5', change: '3.5' },
      ...{ volume: '0.8', notional: '80.95', trades: 2 },
    });
    const then = await get(`${STATS}?at=2026-11-21T09:01:59.999Z`);
    expect(exactly(statsAnswer, then)).toMatchObject({ open: '100', last: '101', trades: 2 });
  });

  test('of a while without trades have no prices', async () => {
    const { get } = await openVenue(tradeByMinutes);
    const answer = await get(`${STATS}?at=2026-11-21T08:00:00.000Z`);
    const { position: _, ...stats } = exactly(statsAnswer, answer);
    expect(stats).toEqual({
      ...{ symbol: 'BTC-USD', from: '2026-11-20T08:00:00.000Z', to: '2026-11-21T08:00:00.000Z' },
      ...{ volume: '0', notional: '0', trades: 0 },
    });
  });

  test('of no market are 404; as long as nobody can say, 503', async () => {
    const { get } = await openVenue();
    expect((await get('/v1/instruments/ETH-USD/stats')).status).toBe(404);
    const nobody = await openApi(openLog());
    expect((await nobody.get(STATS)).status).toBe(503);
  });

  test('reflect a position that is asked for, or say how far they are', async () => {
    const { get, log } = await openVenue(tradeByMinutes);
    const head = await log.head();
    expect((await get(`${STATS}?minPosition=${head}`)).body.position).toBe(head);
    expect((await get(`${STATS}?minPosition=${head + 1}`)).body.code).toBe('SERVICE_BEHIND');
  });
});
