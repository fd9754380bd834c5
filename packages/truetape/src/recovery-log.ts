import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { keysPath, openKeysFile } from '@truetape/auth';
import {
  epochMs,
  lots,
  type OrderTerms,
  type PlaceOrder,
  type PriceTicks,
  ticks,
} from '@truetape/domain';
import { FileSnapshots } from '@truetape/event-store';
import { openLmdbLog, openLmdbReader } from '@truetape/event-store-lmdb';
import { assert } from '@truetape/kernel';
import { RULESETS } from '@truetape/matcher';
import { createLogger, createMetrics } from '@truetape/observability';
import { logFolder, snapshotFolder } from './folders.ts';
import { takeSnapshots } from './snapshots/take-snapshots.ts';
import { openDemoVenue } from './start/demo-venue.ts';
import { type OrderPath, startOrderPath } from './start/order-path.ts';
import { TRADERS } from './start/traders.ts';

const SYMBOL = 'BTC-USD';
const OTHER_ACCOUNTS = 96;
const AT_ONCE = 256;
const MID_TICKS = 6_400_000;
const SPREAD_TICKS = 4_000;
/** An account takes its orders back after so many, so that the book stays as one is. */
const CANCEL_ALL_EVERY = 200;

const logger = createLogger({ level: 'silent', destination: '-' });

/**
 * Adds events to the log of a data folder, as the order path itself writes them: limit orders of a hundred accounts
 * around one price, of which about every second one trades.
 *
 * @returns how many the log has then; a few more than were asked for
 */
export async function growLog(
  dataDir: string,
  events: number,
  onProgress: (events: number) => void = () => undefined,
): Promise<number> {
  mkdirSync(dataDir, { recursive: true });
  const keys = openKeysFile(keysPath(dataDir), TRADERS);
  assert(keys.ok, 'the keys of a new folder can be made');
  const now = () => epochMs(Date.now());
  const log = await openLmdbLog({
    folder: logFolder(dataDir),
    clockMs: Date.now,
    onFatal: (error) => {
      throw error;
    },
  });
  const orderPath = await startOrderPath({
    log,
    now,
    instance: randomUUID(),
    build: 'bench',
    logger,
    metrics: createMetrics({ processMetrics: false }),
    onStopped: (reason) => assert(false, `nobody else writes this log: ${reason}`),
    snapshots: new FileSnapshots(snapshotFolder(dataDir)),
  });
  const { accounts } = orderPath;
  const accountIds = [
    ...keys.value.traders.map(({ accountId }) => accountId),
    ...Array.from({ length: OTHER_ACCOUNTS }, (_, index) => `bench-${index}`),
  ];
  await openDemoVenue({ log, accounts, now, rulesets: RULESETS, accountIds });
  const first = await log.head();
  const below = numbersFrom(first + 2);
  const target = first + events;
  for (let order = 0; (await log.head()) < target; order += AT_ONCE) {
    const asked: Promise<unknown>[] = [];
    for (let index = order; index < order + AT_ONCE; index++) {
      const accountId = accountIds[below(accountIds.length)] as string;
      asked.push(send(orderPath, accountId, `${first}-${index}`, below));
    }
    await Promise.all(asked);
    onProgress((await log.head()) + 1);
  }
  await orderPath.stop();
  const head = await log.head();
  await log.close();
  return head + 1;
}

/** Keeps the state at the end of the log. */
export async function snapshotLog(dataDir: string): Promise<void> {
  const log = await openLmdbReader({ folder: logFolder(dataDir) });
  const snapshots = new FileSnapshots(snapshotFolder(dataDir));
  await takeSnapshots({ log, snapshots, logger });
  await log.close();
}

function send(
  { accounts }: OrderPath,
  accountId: string,
  clientOrderId: string,
  below: (count: number) => number,
) {
  const receivedAt = epochMs(Date.now());
  const command =
    below(CANCEL_ALL_EVERY) === 0
      ? ({ type: 'CancelOrders', receivedAt } as const)
      : limitOrder(accounts.catalogue, clientOrderId, receivedAt, below);
  const by = { userId: accountId, requestId: clientOrderId };
  return accounts.execute({
    accountId,
    command,
    correlationId: clientOrderId,
    actor: by,
    deadlineMs: Number.MAX_SAFE_INTEGER,
  });
}

function limitOrder(
  { markets }: OrderPath['accounts']['catalogue'],
  clientOrderId: string,
  receivedAt: PlaceOrder['receivedAt'],
  below: (count: number) => number,
): PlaceOrder {
  const market = markets.get(SYMBOL);
  assert(market !== undefined, 'the demo market is listed');
  const side = below(2) === 0 ? 'buy' : 'sell';
  // A little more than half of the spread to the own side: most rest, some trade.
  const away = below(SPREAD_TICKS) - SPREAD_TICKS / 4;
  const price: PriceTicks = ticks(side === 'buy' ? MID_TICKS - away : MID_TICKS + away);
  const terms: OrderTerms = {
    symbol: SYMBOL,
    side,
    type: 'limit',
    timeInForce: 'GTC',
    postOnly: false,
    selfTradePrevention: 'none',
    price,
    quantity: lots(10_000 + below(90_000)),
  };
  return { type: 'PlaceOrder', receivedAt, clientOrderId, terms, market };
}

/** Numbers that look random and are the same for the same seed. */
function numbersFrom(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
