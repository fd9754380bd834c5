import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { keysPath, openKeysFile } from '@truetape/auth';
import { parseMinor } from '@truetape/codec';
import { createVenueDesk, type VenueDeskOptions } from '@truetape/command-api';
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
import { logFolder, snapshotFolder } from '@truetape/service';
import { TRADERS } from './make-keys.ts';
import { takeSnapshots } from './snapshots/take-snapshots.ts';
import { ASSETS, BTC_USD, FUNDS } from './start/demo-venue.ts';
import { type OrderPath, startOrderPath } from './start/order-path.ts';

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
  await openVenue(
    { log, catalogue: accounts.catalogue, now, rulesets: RULESETS },
    accounts,
    accountIds,
  );
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

/** Lists the demo market and opens and funds the accounts, unless that was done before. */
async function openVenue(
  options: VenueDeskOptions,
  accounts: OrderPath['accounts'],
  accountIds: readonly string[],
): Promise<void> {
  const { catalogue } = options;
  const requestId = 'bench';
  const by = { correlationId: requestId, actor: { userId: 'operator', requestId } };
  const venue = createVenueDesk(options);
  for (const [asset, scale] of Object.entries(ASSETS)) {
    if (!catalogue.assets.has(asset)) await venue.listAsset(asset, scale, by);
  }
  if (!catalogue.markets.has(SYMBOL)) await venue.listInstrument(BTC_USD, by);
  const deadlineMs = Number.MAX_SAFE_INTEGER;
  for (const accountId of accountIds) {
    if (accounts.stateOf(accountId).status !== 'none') continue;
    const open = { type: 'OpenAccount', accountId } as const;
    await accounts.execute({ accountId, command: open, ...by, deadlineMs });
    for (const [asset, decimal] of Object.entries(FUNDS)) {
      const amount = parseMinor(decimal, ASSETS[asset as keyof typeof ASSETS]);
      const command = { type: 'Deposit', asset, amount, reference: `demo-${asset}` } as const;
      await accounts.execute({ accountId, command, ...by, deadlineMs });
    }
  }
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
