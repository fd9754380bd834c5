import { marketIn } from '@truetape/codec';
import { idOf } from '@truetape/contracts';
import { assert } from '@truetape/kernel';
import type { ReadModel } from '../framework/read-model.ts';
import { recordedAt } from '../framework/recorded-at.ts';
import { fillsTable } from './fills-table.ts';

/** From the settlement and not from the trade: only there is the fee of each side. */
export const fills: ReadModel = {
  name: 'fills',
  tables: [fillsTable],
  start: (catalogue) => ({
    apply: (event, rows) => {
      if (event.type !== 'TradeSettled') return;
      const { data, revision } = event;
      const accountId = idOf('account', event.stream);
      assert(accountId !== undefined, 'a trade is settled in the stream of an account');
      const { quote } = marketIn(catalogue, data.symbol).instrument.units;
      for (const [leg, { orderId, side, liquidity, fee }] of data.legs.entries()) {
        rows.put(fillsTable, {
          symbol: data.symbol,
          trade_number: data.tradeNumber,
          order_id: orderId,
          account_id: accountId,
          account_revision: revision,
          leg,
          market_revision: data.marketRevision,
          side,
          liquidity,
          price: data.price,
          quantity: data.quantity,
          notional: data.notional,
          fee,
          fee_asset: quote,
          at: data.at,
          recorded_at: recordedAt(event),
        });
      }
    },
  }),
};
