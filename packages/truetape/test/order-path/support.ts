import type { Answer } from '@truetape/accounts';
import { verifyLog } from '@truetape/audit';
import { parseMinor } from '@truetape/codec';
import { createVenueDesk } from '@truetape/command-api';
import { type EpochMs, epochMs, lots, OFF_GRID, type PlaceOrder, ticks } from '@truetape/domain';
import { type EventLog, MemoryDisk, MemoryLog, type Snapshots, START } from '@truetape/event-store';
import type { LogDisk } from '@truetape/event-store/adapter';
import type { RecordedEvent } from '@truetape/kernel';
import { RULESETS } from '@truetape/matcher';
import { createLogger, createMetrics, type Logger } from '@truetape/observability';
import { type OrderPath, startOrderPath } from '../../src/start/order-path.ts';

export const logger = createLogger({ level: 'silent', destination: '-' });

export const by = { correlationId: 'test', actor: { userId: 'test', requestId: 'test' } };

/** An order path and its log, whatever that is. */
export interface Venue extends Omit<OrderPath, 'identities'> {
  readonly log: EventLog;
}

export interface Running extends OrderPath {
  readonly log: MemoryLog;
  /** Nobody, unless it was asked for. */
  readonly identities: OrderPath['identities'];
  readonly stopped: string[];
}

/** The order path on a log in memory. Another one on the same disk is a restart. */
export async function startOn(
  disk: LogDisk = new MemoryDisk(),
  options: {
    readonly outcomesPerAppend?: number;
    readonly checkpointEvery?: number;
    readonly instance?: string;
    readonly now?: () => EpochMs;
    readonly snapshots?: Snapshots;
    readonly logger?: Logger;
    readonly withIdentities?: boolean;
  } = {},
): Promise<Running> {
  const log = new MemoryLog({ disk, onFatal: () => undefined });
  const stopped: string[] = [];
  const path = await startOrderPath({
    log,
    now: () => epochMs(1_000),
    instance: `matcher-${Math.random()}`,
    build: 'test',
    logger,
    metrics: createMetrics({ processMetrics: false }),
    onStopped: (reason) => void stopped.push(reason),
    ...options,
  });
  return { ...path, log, stopped };
}

export const SYMBOL = 'BTC-USD';

/** What operators ask for. */
export const deskOf = ({ log, accounts }: Venue) =>
  createVenueDesk({
    log,
    catalogue: accounts.catalogue,
    now: () => epochMs(1_000),
    rulesets: RULESETS,
    reached: accounts.reached,
  });

/** A market with a tick of 1, a lot of 1, and funded accounts. */
export async function openVenue(venue: Venue, accountIds: readonly string[]) {
  const { accounts } = venue;
  const desk = deskOf(venue);
  await desk.listAsset('BTC', 0, by);
  await desk.listAsset('USD', 4, by);
  await desk.listInstrument(
    {
      symbol: SYMBOL,
      tick: '1',
      lot: '1',
      minQuantity: '1',
      maxQuantity: '1000000',
      minNotional: '0',
      maxNotional: '1000000000000',
      makerRate: '0.0001',
      takerRate: '0.0003',
      referencePrice: '100',
    },
    by,
  );
  for (const accountId of accountIds) {
    await execute(accounts, accountId, { type: 'OpenAccount', accountId });
    for (const [asset, scale] of [
      ['BTC', 0],
      ['USD', 4],
    ] as const) {
      const amount = parseMinor('1000000000', scale);
      await execute(accounts, accountId, {
        type: 'Deposit',
        asset,
        amount,
        reference: `d-${asset}`,
      });
    }
  }
}

export function execute(
  accounts: Running['accounts'],
  accountId: string,
  command: Parameters<Running['accounts']['execute']>[0]['command'],
): Promise<Answer> {
  return accounts.execute({ accountId, command, ...by, deadlineMs: Number.MAX_SAFE_INTEGER });
}

export function limitOrder(
  { accounts }: Venue,
  clientOrderId: string,
  side: 'buy' | 'sell',
  price: number,
  quantity: number,
  timeInForce: 'GTC' | 'IOC' | 'FOK' = 'GTC',
): PlaceOrder {
  const market = accounts.catalogue.markets.get(SYMBOL);
  return {
    type: 'PlaceOrder',
    receivedAt: epochMs(1_000),
    clientOrderId,
    market: market === undefined ? undefined : { instrument: market.instrument },
    terms: {
      symbol: SYMBOL,
      side,
      type: 'limit',
      timeInForce,
      postOnly: false,
      selfTradePrevention: 'none',
      price: market === undefined ? OFF_GRID : ticks(price),
      quantity: lots(quantity),
    },
  };
}

export async function proven(log: EventLog) {
  const verified = await verifyLog(log);
  if (!verified.ok) throw verified.failure;
  return verified.value;
}

/** Waits until nothing is added to the log any more. */
export async function quiet({ log }: Pick<Venue, 'log'>): Promise<void> {
  for (let head = -2; head !== (await log.head()); ) {
    head = await log.head();
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    await log.settled();
  }
}

export async function eventsOn(disk: LogDisk): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of new MemoryLog({ disk }).readAll({ after: START })) {
    events.push(...batch);
  }
  return events;
}

/** A disk with these events, each in its stream behind those that come before it. */
export async function diskWith(events: readonly RecordedEvent[]): Promise<MemoryDisk> {
  const disk = new MemoryDisk('the-log');
  const log = new MemoryLog({ disk });
  for (const event of events) {
    const { stream, revision, type, schemaVersion, correlationId, causation, actor, data } = event;
    const rest = { ...(causation && { causation }), ...(actor && { actor }) };
    await log.append(stream, revision - 1, [{ type, schemaVersion, correlationId, ...rest, data }]);
  }
  await log.close();
  return disk;
}

/** Every event of a log as the store has it, but for what belongs to the store. */
export async function dump(log: EventLog, prefix = ''): Promise<string[]> {
  const lines: string[] = [];
  for await (const events of log.readAll({ after: START })) {
    for (const { stream, type, data, causation } of events) {
      if (stream.startsWith(prefix)) lines.push(JSON.stringify({ stream, type, data, causation }));
    }
  }
  return lines;
}
