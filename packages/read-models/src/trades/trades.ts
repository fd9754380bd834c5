import { candleTradeOf, marketIn } from '@truetape/codec';
import { idOf } from '@truetape/contracts';
import { assert } from '@truetape/kernel';
import type { ReadModel } from '../framework/read-model.ts';
import { recordedAt } from '../framework/recorded-at.ts';
import type { CandleRow } from './candle-row.ts';
import { Candles } from './candles.ts';
import { candlesTable } from './candles-table.ts';
import { tradesTable } from './trades-table.ts';

/** Trades and their candles have one checkpoint, so that whoever reads both reads the same trades. */
export const trades: ReadModel = {
  name: 'trades',
  tables: [tradesTable, candlesTable],
  start: (catalogue) => {
    const candles = new Candles(catalogue);
    return {
      apply: (event, rows) => {
        if (event.type !== 'TradeExecuted') return;
        const { data, revision } = event;
        const symbol = idOf('market', event.stream);
        assert(symbol !== undefined, 'a trade stands in the stream of a market');
        rows.put(tradesTable, {
          symbol,
          trade_number: data.tradeNumber,
          market_revision: revision,
          price: data.price,
          quantity: data.quantity,
          taker_side: data.takerSide,
          maker_order_id: data.maker.orderId,
          taker_order_id: data.taker.orderId,
          auction: data.auction ?? false,
          at: data.at,
          recorded_at: recordedAt(event),
        });
        candles.add(symbol, candleTradeOf(data, marketIn(catalogue, symbol)), rows);
      },
      restore: (_table, row) => candles.restore(row as CandleRow),
    };
  },
};
