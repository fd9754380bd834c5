import {
  type Catalogue,
  canonicalJson,
  decodeAccountEvent,
  decodeOutcome,
  encodeAccountEvent,
  marketIn,
  timeOf,
} from '@truetape/codec';
import { idOf } from '@truetape/contracts';
import {
  type AccountState,
  account,
  accountsSettledBy,
  holdAssetOf,
  holdOf,
  type OpenAccount,
  postingsOf,
  type SettleOutcome,
} from '@truetape/domain';
import type { RecordedEvent } from '@truetape/kernel';
import { Difference } from './difference.ts';

const SETTLEMENTS: ReadonlySet<string> = new Set([
  'TradeSettled',
  'OrderClosed',
  'OrderReplaceSettled',
]);

/**
 * Folds every account, decides every settlement again from the outcome that caused it, and keeps the ledger: per asset
 * the sum of all accounts, fees, clearing and the outside is zero at every position.
 */
export function checkAccounts(catalogue: Catalogue) {
  const states = new Map<string, AccountState>();
  const unsettled = new Map<string, SettleOutcome[]>();
  const ledger = new Map<string, bigint>();
  const counts = { accountEvents: 0, settlements: 0, postings: 0 };

  function readOutcome(event: RecordedEvent, symbol: string): void {
    const placed = decodeOutcome(event, catalogue);
    if (placed === undefined) return;
    const { outcome, place } = placed;
    for (const accountId of accountsSettledBy(outcome)) {
      const key = `${accountId} ${symbol}`;
      const waiting = unsettled.get(key) ?? [];
      waiting.push({
        type: 'SettleOutcome',
        symbol,
        marketRevision: event.revision,
        inputRevision: event.causation?.revision ?? -1,
        at: timeOf(place.at),
        outcome,
      });
      unsettled.set(key, waiting);
    }
  }

  function settle(state: AccountState, event: RecordedEvent, accountId: string): void {
    counts.settlements += 1;
    const { symbol, marketRevision } = event.data as { symbol: string; marketRevision: number };
    const waiting = unsettled.get(`${accountId} ${symbol}`) ?? [];
    for (;;) {
      const command = waiting.shift();
      if (command === undefined || command.marketRevision > marketRevision) {
        throw new Difference('account', event, 'no outcome explains this settlement');
      }
      const context = { now: command.at, ruleset: 1 };
      const decided = account.decide(state, command, context);
      const [want] = decided.ok ? decided.value : [];
      if (want === undefined) continue;
      const data = encodeAccountEvent(want, catalogue).data;
      if (
        command.marketRevision !== marketRevision ||
        canonicalJson(data) !== canonicalJson(event.data)
      ) {
        throw new Difference('account', event, `settling gives ${canonicalJson(data)}`);
      }
      return;
    }
  }

  function post(event: RecordedEvent, accountId: string, state: AccountState): void {
    const decoded = decodeAccountEvent(event, catalogue);
    const unitsOf = (symbol: string) => marketIn(catalogue, symbol).instrument.units;
    const sums = new Map<string, bigint>();
    for (const { account: name, asset, amount } of postingsOf(accountId, decoded, unitsOf)) {
      counts.postings += 1;
      sums.set(asset, (sums.get(asset) ?? 0n) + amount);
      const key = `${name} ${asset}`;
      ledger.set(key, (ledger.get(key) ?? 0n) + amount);
    }
    for (const [asset, sum] of sums) {
      if (sum !== 0n) throw new Difference('ledger', event, `postings in ${asset} sum to ${sum}`);
      const total = state.status === 'open' ? (state.balances.get(asset)?.total ?? 0n) : 0n;
      if (total !== (ledger.get(`account:${accountId} ${asset}`) ?? 0n)) {
        throw new Difference('ledger', event, `balance and postings differ in ${asset}`);
      }
    }
  }

  return {
    counts: () => ({ accounts: states.size, ...counts }),
    unsettled: () => [...unsettled.values()].reduce((sum, waiting) => sum + waiting.length, 0),
    read: (event: RecordedEvent): void => {
      const symbol = idOf('market', event.stream);
      if (symbol !== undefined) {
        readOutcome(event, symbol);
        return;
      }
      const accountId = idOf('account', event.stream);
      if (accountId === undefined) return;
      counts.accountEvents += 1;
      const before = states.get(accountId) ?? account.initialState();
      if (SETTLEMENTS.has(event.type)) settle(before, event, accountId);
      try {
        const state = account.evolve(before, decodeAccountEvent(event, catalogue));
        states.set(accountId, state);
        post(event, accountId, state);
      } catch (error) {
        if (error instanceof Difference) throw error;
        throw new Difference('account', event, (error as Error).message);
      }
    },
    /** Held is what the open orders hold; with nothing in flight nothing is left in clearing. */
    finish: (at: RecordedEvent, inFlight: boolean): void => {
      for (const state of states.values()) if (state.status === 'open') checkHolds(state, at);
      if (inFlight) return;
      for (const [key, amount] of ledger) {
        if (key.startsWith('clearing:') && amount !== 0n) {
          throw new Difference('ledger', at, `${key} is ${amount}, not zero`);
        }
      }
    },
  };
}

function checkHolds(state: OpenAccount, at: RecordedEvent): void {
  const held = new Map<string, bigint>();
  for (const order of state.orders.values()) {
    const asset = holdAssetOf(order);
    held.set(asset, (held.get(asset) ?? 0n) + holdOf(order));
  }
  for (const [asset, balance] of state.balances) {
    if (balance.held !== (held.get(asset) ?? 0n)) {
      throw new Difference(
        'account',
        at,
        `${state.accountId} holds ${balance.held} ${asset}, its orders ${held.get(asset)}`,
      );
    }
  }
}
