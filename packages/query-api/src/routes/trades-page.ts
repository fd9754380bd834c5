import type { Page, Trade } from '@truetape/contracts';
import { ok, type Result } from '@truetape/kernel';
import type { Market, RecentTrade } from '../market-data/market.ts';
import { pageOf } from '../reads/page-of.ts';
import type { NotRead, ReadModels } from '../reads/read-models.ts';
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

/**
 * Trades before a trade number, newest first: from memory, and what is older from the read models, once those have what
 * memory has forgotten. So no trade falls between the two.
 */
export async function tradesPage(
  market: Market,
  position: number,
  readModels: ReadModels,
  before: number | undefined,
  limit: number,
): Promise<Result<Page<Trade>, NotRead>> {
  const wanted = limit + 1;
  const recent = market.recentTrades;
  const [oldest] = recent;
  const rows = newestBefore(recent, before, wanted);
  const isWhole = oldest === undefined || market.tradeCount === recent.length;
  if (rows.length === wanted || isWhole) return ok(page(rows, position, limit));

  const first = Math.min(before ?? Number.MAX_SAFE_INTEGER, oldest.trade.tradeNumber);
  const older = await readModels.read<StoredTrade>(
    {
      select: `${COLUMNS} from truetape.trades where symbol = $1 and trade_number < $2
        order by trade_number desc limit $3`,
      orderBy: '"tradeNumber" desc',
      values: [market.symbol, first, wanted - rows.length],
    },
    oldest.position,
  );
  if (!older.ok) return older;
  return ok(page([...rows, ...older.value.rows.map(tradeOf)], position, limit));
}

function newestBefore(
  recent: readonly RecentTrade[],
  before: number | undefined,
  count: number,
): Trade[] {
  let end = recent.length;
  if (before !== undefined) {
    while (end > 0 && (recent[end - 1] as RecentTrade).trade.tradeNumber >= before) end -= 1;
  }
  return recent
    .slice(Math.max(0, end - count), end)
    .map(({ trade }) => trade)
    .reverse();
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
    ({ tradeNumber }) => String(tradeNumber),
  );
}
