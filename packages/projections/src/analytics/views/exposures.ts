import { COMMON } from '../described.ts';
import type { View } from './view.ts';

/** Whoever has a position has placed an order, and has a row of what open orders may still trade. */
export const exposures: View = {
  name: 'exposures',
  key: ['account_id', 'symbol'],
  about:
    'What each account has at stake in each market now: its position at the last trade, and what its open orders may add. Amounts are in the quote asset.',
  columns: {
    account_id: COMMON.account,
    symbol: COMMON.symbol,
    quantity: 'Bought less sold, in the base asset; below zero for a short position.',
    cost: 'What the open quantity cost.',
    last: 'The price of the last trade of the market.',
    value: 'Quantity times the last price.',
    unrealised: 'Value less cost.',
    to_buy: 'What its open orders may still buy, in the base asset.',
    to_sell: 'What its open orders may still sell, in the base asset.',
    open_notional: 'What that is worth, each order at the worst price that it may trade at.',
  },
  query: `
    select i.account_id, i.symbol, coalesce(p.quantity, 0) as quantity, coalesce(p.cost, 0) as cost,
      t.last, trim_scale(coalesce(p.quantity, 0) * t.last) as value,
      trim_scale(coalesce(p.quantity, 0) * t.last - coalesce(p.cost, 0)) as unrealised,
      i.to_buy, i.to_sell, i.notional as open_notional
    from truetape.interests i
    left join truetape.positions p on p.account_id = i.account_id and p.symbol = i.symbol
    left join truetape.tickers t on t.symbol = i.symbol`,
};
