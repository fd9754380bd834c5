import { formatMinor, formatRate, marketIn } from '@truetape/codec';
import {
  dayOf,
  epochMs,
  type Mark,
  type Measured,
  minor,
  NO_LIMITS,
  type PriceTicks,
  rateE8,
  riskOf,
} from '@truetape/domain';
import type { EventLog } from '@truetape/event-store';
import type { Venue } from './venue.ts';

/** What the domain measures of accounts together that trade in `BTC-USD`, as the wire writes it. */
export async function measuredBy(
  venue: Venue,
  log: EventLog,
  accountIds: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const accounts = accountIds.map((accountId) => venue.accountOf(accountId));
  const mark = await markOf(venue, log);
  const measured = riskOf(NO_LIMITS, {
    holdings: accounts.map(({ holdings }) => holdings),
    day: dayOf(epochMs(venue.nowMs)),
    markOf: () => mark,
  });
  const { lotUnit } = marketIn(venue.catalogue, 'BTC-USD').instrument.units;
  const written = ({ measure, value = 0n }: Measured) => {
    if (measure === 'concentration') return formatRate(rateE8(Number(value)));
    return formatMinor(minor(measure === 'position' ? value * lotUnit : value), 8);
  };
  const openOrders = accounts.reduce((sum, { orders }) => sum + orders.size, 0);
  return {
    openOrders: String(openOrders),
    ...Object.fromEntries(measured.map((one) => [one.measure, written(one)])),
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
