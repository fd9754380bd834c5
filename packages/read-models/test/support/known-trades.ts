/**
 * Candles and statistics once more, from trades alone: plain, slow, and without a line of what it is compared with.
 * Amounts are whole numbers of 10⁻¹⁸.
 */
export interface KnownTrade {
  readonly number: number;
  readonly price: bigint;
  readonly quantity: bigint;
  readonly atMs: number;
}

const SCALE = 18;

export function units(decimal: string): bigint {
  const [, sign, whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  if (whole === '' || fraction.length > SCALE) throw new Error(`${decimal} is no decimal`);
  const amount = BigInt(whole + fraction.padEnd(SCALE, '0'));
  return sign === '-' ? -amount : amount;
}

/** @param scale how many decimals the amount is counted in */
export function written(amount: bigint, scale = SCALE): string {
  const sign = amount < 0n ? '-' : '';
  const digits = String(amount < 0n ? -amount : amount).padStart(scale + 1, '0');
  const text = `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return sign + text.replace(/\.?0+$/, '');
}

/** Where the candle begins that a time is in, by the calendar. */
const OPENINGS: Readonly<Record<string, (at: Date) => number>> = {
  '1s': (at) => at.setUTCMilliseconds(0),
  '1m': (at) => at.setUTCSeconds(0, 0),
  '5m': (at) => at.setUTCMinutes(at.getUTCMinutes() - (at.getUTCMinutes() % 5), 0, 0),
  '15m': (at) => at.setUTCMinutes(at.getUTCMinutes() - (at.getUTCMinutes() % 15), 0, 0),
  '1h': (at) => at.setUTCMinutes(0, 0, 0),
  '4h': (at) => at.setUTCHours(at.getUTCHours() - (at.getUTCHours() % 4), 0, 0, 0),
  '1d': (at) => at.setUTCHours(0, 0, 0, 0),
  '1w': (at) => {
    at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
    return at.setUTCHours(0, 0, 0, 0);
  },
};

/** The candles of one interval, without their state. */
export function candlesOf(symbol: string, interval: string, trades: readonly KnownTrade[]) {
  const openingOf = OPENINGS[interval] as (at: Date) => number;
  const groups = new Map<number, KnownTrade[]>();
  for (const trade of trades) {
    const opening = openingOf(new Date(trade.atMs));
    groups.set(opening, [...(groups.get(opening) ?? []), trade]);
  }
  return [...groups].map(([opening, group]) => {
    const { last: close, ...summary } = summaryOf(group);
    const opened_at = new Date(opening).toISOString();
    return { symbol, interval, opened_at, ...summary, close };
  });
}

/** The trades of the 24 hours up to a moment. */
export function statisticsOf(atMs: number, trades: readonly KnownTrade[]) {
  const fromMs = atMs - 24 * 60 * 60 * 1_000;
  const group = trades.filter((trade) => trade.atMs > fromMs && trade.atMs <= atMs);
  if (group.length === 0) return undefined;
  const change = (group.at(-1) as KnownTrade).price - (group[0] as KnownTrade).price;
  return { ...summaryOf(group), change: written(change) };
}

/** @param trades at least one, in their order */
function summaryOf(trades: readonly KnownTrade[]) {
  const [first] = trades as [KnownTrade];
  const last = trades.at(-1) as KnownTrade;
  let [high, low, volume, notional] = [first.price, first.price, 0n, 0n];
  for (const { price, quantity } of trades) {
    if (price > high) high = price;
    if (price < low) low = price;
    volume += quantity;
    notional += price * quantity;
  }
  return {
    open: written(first.price),
    high: written(high),
    low: written(low),
    last: written(last.price),
    volume: written(volume),
    notional: written(notional, 2 * SCALE),
    trades: trades.length,
    first_trade: first.number,
    last_trade: last.number,
  };
}
