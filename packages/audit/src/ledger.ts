import {
  type AccountEvent,
  type AccountState,
  type MarketUnits,
  postingsOf,
} from '@truetape/domain';
import type { RecordedEvent } from '@truetape/kernel';
import { Difference } from './difference.ts';

/** Every account of the ledger, kept from the postings of the events. */
export function openLedger(unitsOf: (symbol: string) => MarketUnits) {
  const amounts = new Map<string, bigint>();
  let count = 0;

  const amountIn = (key: string) => amounts.get(key) ?? 0n;

  return {
    /** How many postings there were. */
    count: () => count,
    /** Books an event: per asset its postings sum to zero, and the balance after it is what the ledger has. */
    post: (
      state: AccountState,
      accountId: string,
      decoded: AccountEvent,
      event: RecordedEvent,
    ): void => {
      const sums = new Map<string, bigint>();
      for (const { account, asset, amount } of postingsOf(accountId, decoded, unitsOf)) {
        count += 1;
        sums.set(asset, (sums.get(asset) ?? 0n) + amount);
        const key = `${account} ${asset}`;
        amounts.set(key, amountIn(key) + amount);
      }
      for (const [asset, sum] of sums) {
        if (sum !== 0n) throw new Difference('ledger', event, `postings in ${asset} sum to ${sum}`);
        const total = state.status === 'none' ? 0n : (state.balances.get(asset)?.total ?? 0n);
        if (total !== amountIn(`account:${accountId} ${asset}`)) {
          throw new Difference('ledger', event, `balance and postings differ in ${asset}`);
        }
      }
    },
    checkNothingInFlight: (at: RecordedEvent): void => {
      for (const [key, amount] of amounts) {
        if (amount === 0n || !/^(clearing:|transit )/.test(key)) continue;
        throw new Difference('ledger', at, `${key} is ${amount}, not zero`);
      }
    },
  };
}
