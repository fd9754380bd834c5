import { limit, randomOf, tradeAtRandom, type Venue } from '@truetape/read-models/testing';
import { expect, test } from 'vitest';
import type { OpenAccount } from '../src/index.ts';
import { FoldStore } from './support/fold-store.ts';
import { Follower } from './support/follower.ts';
import { ACCOUNTS, openVenue, turns } from './support/opened.ts';
import { shownBy } from './support/shown-by.ts';

/** Of the newest fills only so many are in a snapshot. */
const FILLS = 50;

interface Watched {
  readonly accountId: string;
  readonly follower: Follower;
  readonly account: OpenAccount;
  /** The last position that it has seen: it was closed there. */
  until: number;
}

/** What a follower has made of it, as {@link shownBy} has it. */
function madeBy({ follower }: Watched, position: number) {
  const { balances, fills, ...made } = follower.at(position);
  return {
    ...made,
    fills: fills.slice(-FILLS),
    balances: balances.map(({ free, ...line }) => line),
  };
}

function rowsAt(store: FoldStore, accountId: string) {
  const { fills, ...rows } = shownBy(store, accountId);
  return { ...rows, fills: fills.slice(-FILLS) };
}

/** Orders of all kinds, limits, and now and then an input whose market has not said all that follows from it. */
function trading(venue: Venue, seed: number, random: (below: number) => number) {
  let rounds = 0;
  let held: { readonly release: () => void } | undefined;
  return {
    trade: (commands: number) => {
      if (held !== undefined) {
        venue.deposit(ACCOUNTS[random(ACCOUNTS.length)] as string, 'USD', 1n);
        return;
      }
      rounds += 1;
      tradeAtRandom(venue, ACCOUNTS, seed * 1_000 + rounds, commands);
      if (random(4) === 0) limit(venue, 'trader-1', { openOrders: 1_000 + random(100) });
    },
    hold: () => {
      const terms = { side: 'buy', price: '101', quantity: '30' } as const;
      held ??= venue.placeInParts('trader-2', terms, 1 + random(3));
    },
    release: () => {
      held?.release();
      held = undefined;
    },
  };
}

async function play(seed: number) {
  const { log, venue, store, data } = await openVenue();
  const random = randomOf(seed);
  const { trade, hold, release } = trading(venue, seed, random);
  const watched: Watched[] = [];
  const open = new Map<string, Watched>();
  // Of every second run the orders are behind the other read models.
  if (seed % 2 === 0) store.orders = new FoldStore(log);
  store.meanwhile = async () => {
    if (random(2) === 0) trade(1 + random(8));
    await turns(random(6));
  };
  for (let round = 0; round < 30; round += 1) {
    trade(1 + random(12));
    if (random(3) === 0) hold();
    if (random(3) > 0) await store.foldTo(store.position + random(200));
    if (random(3) > 0) await store.orders.foldTo(store.position - random(20));
    await turns(random(4));
    for (const accountId of ACCOUNTS) {
      const known = open.get(accountId);
      if (known === undefined && random(2) === 0) {
        const follower = new Follower();
        const opened = await data.open(accountId, follower);
        if (!opened.ok) throw new Error(`seed ${seed}, round ${round}: ${opened.failure}`);
        const account = opened.value;
        follower.begin(account);
        open.set(accountId, { accountId, follower, account, until: Number.POSITIVE_INFINITY });
        watched.push(open.get(accountId) as Watched);
      } else if (known !== undefined && random(4) === 0) {
        known.until = known.account.position();
        known.account.close();
        open.delete(accountId);
      }
    }
    release();
  }
  await venue.settled();
  await turns(20);
  return { log, watched };
}

const SEEDS = process.env.CI === undefined ? [1, 2, 3, 4, 5, 6] : [1, 2, 3];

test.each(SEEDS)(
  'an account that is opened while it trades is at every position what its rows are there (seed %i)',
  async (seed) => {
    const { log, watched } = await play(seed);
    const head = await log.head();
    const rows = new FoldStore(log);
    let compared = 0;
    while (rows.position < head) {
      await rows.foldTo(rows.position + 1);
      const { position } = rows;
      for (const one of watched) {
        if (position < one.follower.position || position > one.until) continue;
        const about = `seed ${seed}, ${one.accountId} at position ${position}`;
        expect(madeBy(one, position), about).toEqual(rowsAt(rows, one.accountId));
        compared += 1;
      }
      // Every position would be as good, and takes a while.
      await rows.foldTo(position + (position % 23));
    }
    expect(watched.some(({ follower }) => follower.hasStopped)).toBe(false);
    expect(compared).toBeGreaterThan(50);
  },
);

test('a client that misses one message has something else than the rows', async () => {
  const { log, watched } = await play(3);
  const rows = new FoldStore(log);
  await rows.foldTo(await log.head());
  const [last] = watched.filter(({ until }) => until > rows.position);
  if (last === undefined) throw new Error('With this seed an account is open at the end.');
  const { deltas } = last.follower;
  expect(madeBy(last, rows.position)).toEqual(rowsAt(rows, last.accountId));
  for (const channel of ['orders', 'fills', 'balances', 'positions'] as const) {
    const rowsNow = JSON.stringify(rowsAt(rows, last.accountId)[channel]);
    const isSeen = [...deltas.keys()].some((index) => {
      const [missed] = deltas.splice(index, 1);
      const madeNow = JSON.stringify(madeBy(last, rows.position)[channel]);
      deltas.splice(index, 0, missed as (typeof deltas)[number]);
      return missed?.[0] === channel && madeNow !== rowsNow;
    });
    expect(isSeen, channel).toBe(true);
  }
});

test('an account whose rows come late misses nothing that came before another one was followed', async () => {
  const { log, venue, store, data } = await openVenue();
  await store.foldTo(await log.head());
  let answer: () => void = () => undefined;
  const late = new Promise<void>((resolve) => {
    answer = resolve;
  });
  store.meanwhile = () => late;
  const follower = new Follower();
  const opening = data.open('trader-1', follower);
  await turns(5);
  // It has asked. Then something happens to it, and somebody else is followed from there on.
  venue.deposit('trader-1', 'USD', 500n);
  await venue.settled();
  await store.foldTo(await log.head());
  store.meanwhile = async () => undefined;
  expect(await data.open('trader-2', new Follower())).toMatchObject({ ok: true });
  answer();
  const opened = await opening;
  if (!opened.ok) throw new Error(opened.failure);
  follower.begin(opened.value);
  await turns(20);
  const balances = ({ balances: lines }: ReturnType<typeof rowsAt>) => lines;
  const head = await log.head();
  const one = { accountId: 'trader-1', follower, account: opened.value, until: head };
  expect(balances(madeBy(one, head) as never)).toEqual(balances(rowsAt(store, 'trader-1')));
});
