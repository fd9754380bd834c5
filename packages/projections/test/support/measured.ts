import { formatMinor, marketIn } from '@truetape/codec';
import {
  dayOf,
  dayPnlIn,
  epochMs,
  grossNotional,
  type Mark,
  minor,
  netsIn,
  type PriceTicks,
  worstLots,
} from '@truetape/domain';
import type { EventLog } from '@truetape/event-store';
import type { Venue } from './venue.ts';

/** What the domain measures of accounts together in `BTC-USD`, as the wire writes it. */
export async function measuredBy(venue: Venue, log: EventLog, accountIds: readonly string[]) {
  const accounts = accountIds.map((accountId) => venue.accountOf(accountId));
  const holdings = accounts.map((account) => account.holdings);
  const mark = await markOf(venue, log);
  const nets = netsIn(holdings, 'USD');
  const gross = grossNotional(nets, () => mark);
  const pnl = dayPnlIn(holdings, 'USD', dayOf(epochMs(venue.nowMs)), () => mark);
  const open = holdings.flatMap((of) => [...of.values()]).map(({ interest }) => interest.notional);
  const { lotUnit } = marketIn(venue.catalogue, 'BTC-USD').instrument.units;
  const worst = nets.reduce((sum, net) => sum + worstLots(net) * lotUnit, 0n);
  const written = (amount: bigint | undefined) => formatMinor(minor(amount ?? 0n), 8);
  return {
    openOrders: String(accounts.reduce((sum, { orders }) => sum + orders.size, 0)),
    position: written(worst),
    dailyLoss: written(-(pnl ?? 0n)),
    grossNotional: written(gross),
    openNotional: written(open.reduce<bigint>((sum, notional) => sum + notional, 0n)),
  };
}

/** The last trade, and the last one before today: until there is one, what the market was listed with. */
async function markOf({ catalogue, nowMs }: Venue, log: EventLog): Promise<Mark> {
  const { grid, instrument } = marketIn(catalogue, 'BTC-USD');
  const listed = instrument.referencePrice as PriceTicks;
  const today = dayOf(epochMs(nowMs));
  let mark: Mark = { price: listed, atDayStart: listed };
  for await (const events of log.readStream('market-BTC-USD')) {
    for (const { type, data } of events) {
      if (type !== 'TradeExecuted') continue;
      const trade = data as { readonly at: string; readonly price: string };
      const price = grid.parsePrice(trade.price) as PriceTicks;
      const isEarlier = dayOf(epochMs(Date.parse(trade.at))) < today;
      mark = { price, atDayStart: isEarlier ? price : mark.atDayStart };
    }
  }
  return mark;
}
