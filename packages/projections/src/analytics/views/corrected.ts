import { COMMON } from '../described.ts';
import type { View } from './view.ts';

const { symbol, tradeNumber: trade_number, at } = COMMON;

/** The last decision about a trade counts. */
const LAST_CORRECTION = `
  select c.proposal_revision, c.kind, c.price from truetape.corrections c
  where c.status = 'approved' and c.symbol = t.symbol and c.trade_number = t.trade_number
  order by c.decision_revision desc limit 1`;

export const correctedTrades: View = {
  name: 'corrected_trades',
  key: ['symbol', 'trade_number'],
  about: 'Every trade as it counts after all corrections that were approved.',
  columns: {
    symbol,
    trade_number,
    at,
    price: 'What it counts at; null where it counts as never made.',
    quantity: 'How much of the base asset; 0 where it counts as never made.',
    notional: 'Price times quantity, in the quote asset.',
    taker_side: 'The side of the order that came to the book.',
    traded_price: 'What it was traded at.',
    traded_quantity: 'What was traded.',
    is_busted: 'Whether it counts as never made.',
    correction:
      'The correction that counts, by the revision of its proposal; null where there is none.',
  },
  query: `
    select t.symbol, t.trade_number, t.at,
      case c.kind when 'bust' then null when 'price' then c.price else t.price end as price,
      case c.kind when 'bust' then 0 else t.quantity end as quantity,
      case c.kind when 'bust' then 0 when 'price' then trim_scale(c.price * t.quantity)
        else trim_scale(t.price * t.quantity) end as notional,
      t.taker_side, t.price as traded_price, t.quantity as traded_quantity,
      coalesce(c.kind = 'bust', false) as is_busted, c.proposal_revision as correction
    from truetape.trades t left join lateral (${LAST_CORRECTION}) c on true`,
};

/** A candle is made again from its trades only where one of them was corrected. */
export const correctedCandles: View = {
  name: 'corrected_candles',
  key: ['symbol', 'interval', 'opened_at'],
  about:
    'Candles as they are after all corrections that were approved. One whose trades all count as never made is left out.',
  columns: {
    symbol,
    interval: '1s, 1m, 5m, 15m, 1h, 4h, 1d or 1w.',
    opened_at: 'When it begins, in UTC. A week begins on Monday.',
    open: 'The price of its first trade that counts.',
    high: 'Its highest price.',
    low: 'Its lowest price.',
    close: 'The price of its last trade that counts.',
    volume: 'Sum of the quantities, in the base asset.',
    notional: 'Sum of price times quantity, in the quote asset.',
    trades: 'How many trades count.',
    is_corrected: 'Whether one of its trades was corrected.',
  },
  query: `
    select a.symbol, a.interval, a.opened_at,
      case when m.symbol is null then a.open else m.open end as open,
      case when m.symbol is null then a.high else m.high end as high,
      case when m.symbol is null then a.low else m.low end as low,
      case when m.symbol is null then a.close else m.close end as close,
      case when m.symbol is null then a.volume else m.volume end as volume,
      case when m.symbol is null then a.notional else m.notional end as notional,
      case when m.symbol is null then a.trades else m.trades end as trades,
      m.symbol is not null as is_corrected
    from truetape.candles a left join lateral (
      select t.symbol, (array_agg(t.price order by t.trade_number))[1] as open,
        max(t.price) as high, min(t.price) as low,
        (array_agg(t.price order by t.trade_number desc))[1] as close,
        trim_scale(sum(t.quantity)) as volume, trim_scale(sum(t.price * t.quantity)) as notional,
        count(*) as trades
      from (
        select t.symbol, t.trade_number, t.quantity, coalesce(c.price, t.price) as price
        from truetape.trades t left join lateral (${LAST_CORRECTION}) c on true
        where t.symbol = a.symbol and t.trade_number between a.first_trade and a.last_trade
          and c.kind is distinct from 'bust'
      ) t
      where exists (
        select from truetape.corrections c where c.status = 'approved' and c.symbol = a.symbol
          and c.trade_number between a.first_trade and a.last_trade)
      group by t.symbol
    ) m on true
    where m.symbol is not null or not exists (
      select from truetape.corrections c where c.status = 'approved' and c.symbol = a.symbol
        and c.trade_number between a.first_trade and a.last_trade)`,
};
