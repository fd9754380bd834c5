import {
  type Catalogue,
  decodeAccountEvent,
  decodeOutcome,
  inNewestVersion,
} from '@truetape/codec';
import { streams } from '@truetape/contracts';
import { accountsSettledBy, type SettledSide, type SettledTrade } from '@truetape/domain';
import type { EventLog } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';

/** A trade of a market as the accounts of its two sides have settled it; undefined where they have not, or there is none. */
export async function readSettledTrade(
  log: EventLog,
  catalogue: Catalogue,
  symbol: string,
  tradeNumber: number,
): Promise<SettledTrade | undefined> {
  const units = catalogue.markets.get(symbol)?.instrument.units;
  const event = units && (await findTrade(log, symbol, tradeNumber));
  const outcome = event && decodeOutcome(event, catalogue)?.outcome;
  if (units === undefined || event === undefined || outcome?.type !== 'TradeExecuted')
    return undefined;
  const sides: SettledSide[] = [];
  let notional: SettledTrade['notional'] | undefined;
  for (const accountId of accountsSettledBy(outcome)) {
    const settled = await settlementOf(log, catalogue, accountId, symbol, event.revision);
    if (settled === undefined) return undefined;
    notional = settled.notional;
    sides.push(...settled.legs.map(({ side, fee }) => ({ accountId, side, fee })));
  }
  return notional === undefined
    ? undefined
    : { units, quantity: outcome.quantity, notional, sides };
}

/** Trades are numbered as they happen: so one is found by halving. */
async function findTrade(
  log: EventLog,
  symbol: string,
  tradeNumber: number,
): Promise<RecordedEvent | undefined> {
  const stream = streams.market(symbol);
  let low = 0;
  let high = ((await log.streamHead(stream))?.revision ?? -1) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const trade = await firstTradeFrom(log, stream, middle, high);
    const number = trade && numberOf(trade);
    if (number === tradeNumber) return trade;
    if (trade === undefined || number === undefined || number > tradeNumber) high = middle;
    else low = trade.revision + 1;
  }
  return undefined;
}

const numberOf = ({ data }: RecordedEvent) =>
  (data as { readonly tradeNumber: number }).tradeNumber;

async function firstTradeFrom(
  log: EventLog,
  stream: string,
  from: number,
  before: number,
): Promise<RecordedEvent | undefined> {
  for await (const events of log.readStream(stream, { from, limit: before - from })) {
    const trade = events.find(({ type }) => type === 'TradeExecuted');
    if (trade !== undefined) return trade;
  }
  return undefined;
}

/** How an account has settled an outcome of a market: its newest events are looked at first. */
async function settlementOf(
  log: EventLog,
  catalogue: Catalogue,
  accountId: string,
  symbol: string,
  marketRevision: number,
) {
  for await (const events of log.readStream(streams.account(accountId), { backwards: true })) {
    for (const stored of events) {
      if (stored.type !== 'TradeSettled') continue;
      const settled = decodeAccountEvent(inNewestVersion(stored), catalogue);
      if (settled.type !== 'TradeSettled' || settled.symbol !== symbol) continue;
      if (settled.marketRevision === marketRevision) return settled;
      if (settled.marketRevision < marketRevision) return undefined;
    }
  }
  return undefined;
}
