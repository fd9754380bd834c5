import { PAGE_LIMIT, type Page, type Trade, type TradesQuery } from '@truetape/contracts';
import { ok, type Result } from '@truetape/kernel';
import type { Market, RecentTrade } from '../market-data/market.ts';
import { pageOf } from '../reads/page-of.ts';
import type { NotRead, ReadModels } from '../reads/read-models.ts';
import { allOf, cursorAt, during, newestFirst, parameters } from '../reads/selection.ts';
import { timeColumn } from '../reads/snapshot.ts';

interface StoredTrade extends Omit<Trade, 'auction'> {
  readonly auction: boolean;
}

const COLUMNS = [
  'trade_number as "tradeNumber"',
  'price',
  'quantity',
  'taker_side as "takerSide"',
  'auction',
  timeColumn('at', 'at'),
].join(', ');

const PLACE = newestFirst('trades.at', 'trade_number');

/**
 * Trades behind a place, newest first: from memory, and what is older from the read models, once those have what memory
 * has forgotten. So no trade falls between the two.
 */
export async function tradesPage(
  market: Pick<Market, 'symbol' | 'recentTrades' | 'tradeCount'>,
  position: number,
  readModels: ReadModels,
  { cursor, from, to, limit = PAGE_LIMIT }: TradesQuery,
): Promise<Result<Page<Trade>, NotRead>> {
  const wanted = limit + 1;
  const recent = market.recentTrades;
  const [oldest] = recent;
  const [, before = Number.POSITIVE_INFINITY] = cursor ?? [];
  const isAsked = ({ trade: { at, tradeNumber } }: RecentTrade) =>
    tradeNumber < before && (from === undefined || at >= from) && (to === undefined || at < to);
  const rows = newestOf(recent, isAsked, wanted);
  const isWhole = oldest === undefined || market.tradeCount === recent.length;
  if (rows.length === wanted || isWhole) return ok(page(rows, position, limit));

  const { values, parameter } = parameters();
  const { at, tradeNumber } = oldest.trade;
  const where = allOf(
    `symbol = ${parameter(market.symbol)}`,
    PLACE.behind(before < tradeNumber ? cursor : [at, tradeNumber], parameter),
    during('trades.at', { from, to }, parameter),
  );
  const older = await readModels.read<StoredTrade>(
    {
      select: `${COLUMNS} from truetape.trades where ${where}
        order by ${PLACE.order} limit ${parameter(wanted - rows.length)}`,
      orderBy: 'at desc, "tradeNumber" desc',
      values,
    },
    oldest.position,
  );
  if (!older.ok) return older;
  return ok(page([...rows, ...older.value.rows.map(tradeOf)], position, limit));
}

function newestOf(
  recent: readonly RecentTrade[],
  isAsked: (trade: RecentTrade) => boolean,
  count: number,
): Trade[] {
  const newest: Trade[] = [];
  for (let i = recent.length - 1; i >= 0 && newest.length < count; i -= 1) {
    const one = recent[i] as RecentTrade;
    if (isAsked(one)) newest.push(one.trade);
  }
  return newest;
}

function tradeOf({ tradeNumber, price, quantity, takerSide, auction, at }: StoredTrade): Trade {
  const trade = { tradeNumber, price, quantity, takerSide, at };
  return auction ? { ...trade, auction } : trade;
}

function page(rows: readonly Trade[], position: number, limit: number): Page<Trade> {
  return pageOf(
    { rows, position },
    limit,
    (trade) => trade,
    ({ at, tradeNumber }) => cursorAt(at, tradeNumber),
  );
}
