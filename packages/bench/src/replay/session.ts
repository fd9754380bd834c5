import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpClient } from '@truetape/client';
import { readKeys } from '../client/keys.ts';
import { connectPatiently, type PatientHttp } from '../client/patient-http.ts';
import { followTrades, type TradeFeed } from '../client/trade-feed.ts';
import { type Feeder, makeFeeder } from './feeder.ts';
import { type Journal, openJournal } from './journal.ts';
import type { ReplayOptions } from './options.ts';
import { prepareVenue } from './venue/prepare-venue.ts';

/** Everything a replay holds open: connections, the trades feed, the journal. */
export interface Session {
  readonly symbol: string;
  readonly feeder: Feeder;
  readonly journal: Journal;
  /** Asks as nobody: for what is public. */
  readonly reader: HttpClient;
  readonly traders: readonly HttpClient[];
  /** When the feed told each trade, by trade number, in monotonic milliseconds. */
  readonly arrivals: ReadonlyMap<number, number>;
  /** How many commands had to be sent again. */
  readonly repeats: () => number;
  readonly close: () => Promise<void>;
}

const PATIENCE_MS = 60_000;
const FEED_MS = 10_000;

/** Connects, prepares market and accounts, and follows the trades, before the first order is sent. */
export async function openSession(options: ReplayOptions): Promise<Session> {
  const { url, recording } = options;
  const keys = readKeys(options.keysFile);
  const [buyer, seller] = keys.traders;
  if (buyer === undefined || seller === undefined) {
    throw new Error(`${options.keysFile} must name at least two traders.`);
  }
  const journal = openJournal(options.journalFile);
  const arrivals = new Map<number, number>();
  const clients: PatientHttp[] = [];
  let trades: TradeFeed | undefined;
  let repeats = 0;
  const patience = {
    patienceMs: options.patienceMs ?? PATIENCE_MS,
    // A read that is asked again only waits for the read side to get there.
    onRepeat: ({ method }: { readonly method: string }) => {
      if (method !== 'GET') repeats += 1;
    },
  };
  const connect = (token?: string) => {
    const client = connectPatiently(url, token, patience);
    clients.push(client);
    return client.http;
  };
  const close = async () => {
    trades?.close();
    journal.close();
    await Promise.all(clients.map((client) => client.close()));
  };
  try {
    const operator = connect(keys.operator.token);
    const accounts = [buyer.accountId, seller.accountId];
    const venue = await prepareVenue(operator, recording, accounts, options);
    for (const receipt of venue.receipts) journal.add(receipt);
    trades = followTrades({
      url,
      symbols: [venue.symbol],
      onTrade: (_, trade, arrivedMs) => {
        if (!arrivals.has(trade.tradeNumber)) arrivals.set(trade.tradeNumber, arrivedMs);
      },
    });
    await untilSubscribed(trades);
    const buying = connect(buyer.token);
    const selling = connect(seller.token);
    const feeder = makeFeeder({
      buying: { http: buying, ...venue },
      selling: { http: selling, ...venue },
      onReceipt: journal.add,
      repeats: () => repeats,
    });
    return {
      symbol: venue.symbol,
      ...{ feeder, journal, arrivals, close },
      reader: connect(),
      traders: [buying, selling],
      repeats: () => repeats,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function untilSubscribed(feed: TradeFeed): Promise<void> {
  const limit = new AbortController();
  const late = sleep(FEED_MS, 'late', { signal: limit.signal }).catch(() => undefined);
  const first = await Promise.race([feed.subscribed, late]);
  limit.abort();
  if (first === 'late') throw new Error('The trades feed did not answer.');
}
