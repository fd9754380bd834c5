import { randomOf, tradeAtRandom, type Venue } from '@truetape/projections/testing';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ListCase, listAtRandom } from './lists.ts';
import { venuesOnPostgres } from './open-venue.ts';
import { ACCOUNTS } from './support.ts';

const { openVenue } = venuesOnPostgres();

type Random = ReturnType<typeof randomOf>;

const RUNS = process.env.CI === undefined ? 100 : 25;

/** What is wrong with what a client saw, page by page, of a list that was `before` at first and `after` in the end. */
function faultsOf(
  seen: readonly string[],
  before: readonly string[],
  after: readonly string[],
): readonly string[] {
  const faults: string[] = [];
  const seenOnce = new Set(seen);
  if (seenOnce.size < seen.length) faults.push(`${seen.length - seenOnce.size} repeated`);
  const left = new Set(after);
  const stayed = before.filter((key) => left.has(key));
  const lost = stayed.filter((key) => !seenOnce.has(key));
  if (lost.length > 0) faults.push(`lost: ${lost.join(', ')}`);
  const order = new Map(stayed.map((key, place) => [key, place]));
  const places = seen.flatMap((key) => order.get(key) ?? []);
  if (places.some((place, i) => i > 0 && place < (places[i - 1] as number)))
    faults.push('in another order');
  return faults;
}

/** Orders and trades of all, money that comes and asks to leave, and now and then a market that is new to `trader-1`. */
function changeAtRandom(venue: Venue, random: Random): void {
  tradeAtRandom(venue, ACCOUNTS, 1 + random(1_000_000), 3);
  const kind = random(8);
  if (kind === 0) venue.deposit('trader-1', 'USD', 1n);
  if (kind === 1) venue.withdraw('trader-1', 'USD', 1n);
  if (kind === 2 && venue.catalogue.assets.size < 30) {
    const asset = `${'ABCDEFGHKLMNOPQRSTUVWXYZ'[random(24)]}${venue.catalogue.assets.size}`;
    const symbol = `${asset}-USD`;
    venue.listAsset(asset, 8);
    venue.listInstrument(symbol);
    venue.deposit('trader-2', asset, 10n);
    venue.place('trader-2', { symbol, side: 'sell', price: '100', quantity: '1' });
    venue.place('trader-1', { symbol, side: 'buy', price: '100', quantity: '1' });
  }
}

/** A venue in which much has happened, and a client of its database that asks without the read edge. */
async function openBusyVenue() {
  const opened = await openVenue((script) => {
    tradeAtRandom(script, ACCOUNTS, 7, 150);
    for (let i = 0; i < 20; i++) script.withdraw('trader-1', 'USD', 1n);
  });
  const client = new pg.Client({ connectionString: opened.url });
  await client.connect();
  onTestFinished(() => client.end());
  return { ...opened, client };
}

describe('pages', () => {
  test(`lose and repeat no row in ${RUNS} random runs, whatever is written meanwhile`, async () => {
    const { get, venue, log, client, caughtUp } = await openBusyVenue();
    const source = { client, log };
    let pages = 0;
    for (let seed = 1; seed <= RUNS; seed++) {
      const random = randomOf(seed);
      const list = listAtRandom(random);
      const before = await list.keys(source);
      const limit = Math.min(500, 1 + Math.floor(before.length / (2 + random(6))));
      const about = `seed ${seed}: ${list.path} limit ${limit}`;
      const seen: string[] = [];
      let next: string | null = null;
      do {
        const cursor: string = next === null ? '' : `&${list.cursor ?? 'cursor'}=${next}`;
        const answer = await get(`${list.path}&limit=${limit}${cursor}`, list.who);
        expect(answer.status, `${about}: ${JSON.stringify(answer.body)}`).toBe(200);
        const { items } = answer.body as { items: Parameters<ListCase['keyOf']>[0][] };
        seen.push(...items.map(list.keyOf));
        next = answer.body.next;
        pages += 1;
        changeAtRandom(venue, random);
        // Half of the pages are read while the rows are being written, half of them after that.
        if (random(2) === 0) await caughtUp();
      } while (next !== null);
      await caughtUp();
      const faults = faultsOf(seen, before, await list.keys(source));
      expect(faults, about).toEqual([]);
    }
    expect(pages).toBeGreaterThan(2 * RUNS);
  }, 120_000);

  test('that count rows from the beginning lose some and repeat others: the check sees it', async () => {
    const { venue, client, caughtUp } = await openBusyVenue();
    const faults: string[] = [];
    for (let seed = 1; seed <= 10; seed++) {
      const random = randomOf(seed);
      const where = `account_id = 'trader-1' and status in ('pending', 'open')`;
      const keys = async (paging: string) => {
        const { rows } = await client.query<{ key: string }>(
          `select order_id as key from truetape.orders where ${where}
            order by placed_revision desc ${paging}`,
        );
        return rows.map(({ key }) => key);
      };
      const before = await keys('');
      const limit = 1 + Math.floor(before.length / 4);
      const seen: string[] = [];
      for (let shown = limit; shown === limit; ) {
        const page = await keys(`limit ${limit} offset ${seen.length}`);
        seen.push(...page);
        shown = page.length;
        changeAtRandom(venue, random);
        await caughtUp();
      }
      faults.push(...faultsOf(seen, before, await keys('')));
    }
    expect(faults.some((fault) => fault.startsWith('lost'))).toBe(true);
    expect(faults.some((fault) => fault.endsWith('repeated'))).toBe(true);
  }, 60_000);
});
