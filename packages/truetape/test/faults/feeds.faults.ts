import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ClientEvent, connect, type Feed } from '@truetape/client';
import { bookDigestText } from '@truetape/contracts/book-check';
import type { EventLog } from '@truetape/event-store';
import { Sequencer } from '@truetape/market-data';
import { createLogger } from '@truetape/observability';
import { describe, test } from 'vitest';
import { CuttingProxy } from '../feeds/cutting-proxy.ts';
import { numbersFrom } from '../process/random-recording.ts';
import { afterThisTest, ask, freePort, run, until, untilReady } from '../process/support.ts';
import { PROCESSES_ON_LMDB, type Running, startAs } from '../shapes/shapes.ts';
import { killAtRandom } from './random-kills.ts';
import { serviceKiller } from './service-killer.ts';
import { READ_KILL_PAUSE_MS_MAX, READ_KILLS, SEED } from './sizes.ts';

const SYMBOL = 'BTC-USD';
const DEPTH = 500;
const CLIENTS = 4;
const PATIENCE_MS = 60_000;

type Text = readonly (string | number)[];
type Book = { readonly bids: readonly Text[]; readonly asks: readonly Text[] };
type History = [sequence: number, digest: string][];

const digestOf = ({ bids, asks }: Book) =>
  createHash('sha256').update(bookDigestText(bids, asks)).digest('hex');

/** A client, and everything that it has shown. */
function follow(addresses: readonly [string, ...string[]]) {
  const events: ClientEvent[] = [];
  const [levels, orders]: [History, History] = [[], []];
  const keep = (history: History) => (feed: Feed<'book'> | Feed<'orders-of-book'>) => {
    const { sequence, state } = feed;
    history.push([sequence, digestOf({ bids: state.bids(), asks: state.asks() })]);
  };
  const client = connect({ addresses, onEvent: (event) => events.push(event) });
  afterThisTest(() => client.close());
  const book = client.follow({ channel: 'book', symbol: SYMBOL, depth: DEPTH }, keep(levels));
  const all = client.follow({ channel: 'orders-of-book', symbol: SYMBOL }, keep(orders));
  const isCurrent = () => book.status === 'current' && all.status === 'current';
  return { events, levels, orders, isCurrent };
}

/** Every book that there was, from the log itself. */
async function foldOf(log: EventLog) {
  const [levels, orders] = [new Map<number, string>(), new Map<number, string>()];
  let last = '';
  const sequencer = new Sequencer({
    log,
    logger: createLogger({ level: 'silent', destination: '/dev/null' }),
    onChange: ({ head }) => {
      const view = sequencer.markets.get(SYMBOL)?.view;
      if (view === undefined || head.symbol !== SYMBOL) return;
      last = digestOf(view.orders());
      levels.set(head.sequence, digestOf(view.levels(DEPTH)));
      orders.set(head.sequence, last);
    },
    onCaughtUp: () => undefined,
    onFailure: (error) => {
      throw error;
    },
  });
  const head = await log.head();
  await until('the log is folded', () => sequencer.position >= head, PATIENCE_MS);
  await sequencer.stop();
  return { levels, orders, last };
}

/** Both sides around a price, so that some trade and some rest, until it is over. @returns how many were placed */
async function trade({ port, keys }: Running, isOver: () => boolean): Promise<number> {
  const below = numbersFrom(SEED + 2);
  for (let count = 1; ; count += 1) {
    const trader = keys.traders[count % 2];
    const side = below(2) === 0 ? 'buy' : 'sell';
    const { status, body } = await ask(port, trader?.token ?? '', 'POST', '/v1/orders', {
      clientOrderId: `feeds-${count}`,
      symbol: SYMBOL,
      side,
      type: 'limit',
      price: String(60_000 + below(40)),
      quantity: `0.00${1 + below(9)}`,
    });
    equal(status, 201, JSON.stringify(body));
    if (isOver()) return count;
    await sleep(below(10));
  }
}

describe(`${READ_KILLS} kills of a process that serves feeds, from seed ${SEED}`, () => {
  test('leave every client with a book that the log had, at every moment', {
    timeout: 240_000 + READ_KILLS * 15_000,
  }, async () => {
    const running = await startAs({ ...PROCESSES_ON_LMDB, name: 'with feeds' });
    const second = await freePort();
    const another = run({
      program: new URL('../../dist/query-api.js', import.meta.url).pathname,
      arguments: [],
      environment: {
        ...running.environment,
        QUERY_PORT: String(second),
        DATABASE_URL: 'postgres://nobody',
      },
    });
    await untilReady(another, second);
    const ports = [Number(running.environment.QUERY_PORT), second];
    const proxies = await Promise.all(ports.map((port) => CuttingProxy.start(port)));
    const [one, other] = proxies.map(({ address }) => address) as [string, string];
    const clients = Array.from({ length: CLIENTS }, (_, at) =>
      follow(at % 2 === 0 ? [one, other] : [other, one]),
    );
    let isOver = false;
    const below = numbersFrom(SEED + 1);
    const killing = killAtRandom({
      names: ['query-api'] as const,
      kill: serviceKiller(running),
      afterwards: async () => proxies[1]?.cutOne(below),
      kills: READ_KILLS,
      pauseMsMax: READ_KILL_PAUSE_MS_MAX,
      below,
    }).finally(() => {
      isOver = true;
    });
    const [orders] = await Promise.all([trade(running, () => isOver), killing]);

    const log = await running.openLog();
    const fold = await foldOf(log);
    await log.close();
    for (const [at, client] of clients.entries()) {
      const isThere = () => client.isCurrent() && client.orders.at(-1)?.[1] === fold.last;
      await until(`client ${at} holds the last book`, isThere, PATIENCE_MS);
      for (const kind of ['levels', 'orders'] as const) {
        const never = client[kind].filter(
          ([sequence, digest]) => fold[kind].get(sequence) !== digest,
        );
        equal(never, [], `shown by client ${at}, and never so`);
      }
      equal(
        client.events.filter(({ type }) => type === 'resync'),
        [],
      );
    }
    const count = (type: ClientEvent['type']) =>
      clients.flatMap(({ events }) => events).filter((event) => event.type === type).length;
    const told = { orders, disconnected: count('disconnected'), resumed: count('resumed') };
    process.stdout.write(`feeds, seed ${SEED}: ${JSON.stringify(told)}\n`);
    holds(told.disconnected >= READ_KILLS, 'connections have ended');
    holds(told.resumed > 0, 'somebody has gone on where it was');
    equal(await running.stop(), 0);
  });
});
