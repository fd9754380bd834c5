/** How rows of tables belong together: each row of the one is of a row of the other, by these columns. */
export interface Relation {
  readonly of: string;
  readonly to: string;
  readonly by: readonly string[];
}

const of = (names: string, to: string, ...by: readonly string[]): readonly Relation[] =>
  names.split(' ').map((name) => ({ of: name, to, by }));

export const RELATIONS: readonly Relation[] = [
  ...of('orders trades candles tickers market_quality marks day_marks', 'instruments', 'symbol'),
  ...of('balances withdrawals entries account_activity', 'accounts', 'account_id'),
  ...of('orders positions strategy_positions results', 'accounts', 'account_id'),
  ...of('limits interests risk_events', 'accounts', 'account_id'),
  ...of('api_keys account_access', 'users', 'user_id'),
  ...of('order_events fills holds', 'orders', 'order_id'),
  ...of('fills corrections', 'trades', 'symbol', 'trade_number'),
  ...of('results', 'positions', 'account_id', 'symbol'),
];
