import { idOf } from '@truetape/contracts';
import { assert } from '@truetape/kernel';
import type { ReadModel } from '../framework/read-model.ts';
import { recordedAt } from '../framework/recorded-at.ts';
import { tradesTable } from './trades-table.ts';

export const trades: ReadModel = {
  name: 'trades',
  tables: [tradesTable],
  start: () => ({
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
    },
  }),
};
