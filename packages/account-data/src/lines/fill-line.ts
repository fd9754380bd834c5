import type { Fill } from '@truetape/contracts';
import { fillsTable } from '@truetape/read-models/tables';
import { type LineForm, lineMaker } from './line.ts';

export const FILL_LINE: LineForm<Fill> = {
  table: fillsTable,
  columns: {
    symbol: 'symbol',
    tradeNumber: 'trade_number',
    orderId: 'order_id',
    accountId: 'account_id',
    side: 'side',
    liquidity: 'liquidity',
    price: 'price',
    quantity: 'quantity',
    notional: 'notional',
    fee: 'fee',
    feeAsset: 'fee_asset',
    at: 'at',
  },
  optional: [],
};

export const fillLine = lineMaker(FILL_LINE);
