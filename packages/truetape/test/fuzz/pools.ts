/** Things that there are, by the name of their schema; ids that answers tell of come to them. */
export type Pools = Readonly<Record<string, string[]>>;

const KNOWN_MAX = 200;

export const newPools = (): Pools => ({
  AccountId: ['ann', 'bob', 'cat'],
  Asset: ['USD', 'BTC', 'ETH', 'DOGE'],
  OrderId: ['ann.3'],
  Symbol: ['BTC-USD', 'ETH-USD'],
  WithdrawalId: ['ann.3'],
});

/** Keeps the ids that an answer shows: the newest take the place of the oldest. */
export function learnFrom(body: string, pools: Pools): void {
  const { OrderId, WithdrawalId } = pools;
  learn(OrderId, body.matchAll(/"orderId":"([^"]+)"/g));
  learn(WithdrawalId, body.matchAll(/"withdrawalId":"([^"]+)"/g));
}

function learn(pool: string[] | undefined, found: Iterable<RegExpExecArray>): void {
  for (const [, id = ''] of found) {
    if (pool === undefined || pool.includes(id)) continue;
    pool.push(id);
    if (pool.length > KNOWN_MAX) pool.shift();
  }
}
