import {
  type Catalogue,
  decodeAccountEvent,
  decodeOutcome,
  encodeAccountEvent,
  marketIn,
  timeOf,
} from '@truetape/codec';
import { idOf } from '@truetape/contracts';
import {
  type AccountEvent,
  type AccountState,
  account,
  accountsSettledBy,
  holdAssetOf,
  holdOf,
  type OpenAccount,
  postingsOf,
  type SettleOutcome,
} from '@truetape/domain';
import type { EventRef, RecordedEvent } from '@truetape/kernel';
import { RULESET } from '@truetape/matcher/engine';
import { commandOf } from './command-of.ts';
import { contentOf } from './content.ts';
import { Difference } from './difference.ts';

/** An outcome that an account has not settled yet. */
interface Unsettled {
  readonly command: SettleOutcome;
  readonly correlationId: string;
  readonly causation: EventRef;
}

/**
 * Folds every account and decides each of its events again: a settlement from the outcome that caused it, any other
 * from what must have been asked. Keeps the ledger: per asset the sum of all accounts, fees, clearing and the outside
 * is zero at every position.
 */
export function checkAccounts(catalogue: Catalogue) {
  const states = new Map<string, AccountState>();
  const unsettled = new Map<string, Unsettled[]>();
  const ledger = new Map<string, bigint>();
  const counts = { accountEvents: 0, settlements: 0, postings: 0 };

  function readOutcome(event: RecordedEvent, symbol: string): void {
    const placed = decodeOutcome(event, catalogue);
    if (placed === undefined) return;
    const { outcome, place } = placed;
    const { stream, revision, correlationId } = event;
    for (const accountId of accountsSettledBy(outcome)) {
      const key = `${accountId} ${symbol}`;
      const waiting = unsettled.get(key) ?? [];
      waiting.push({
        command: {
          type: 'SettleOutcome',
          symbol,
          marketRevision: revision,
          inputRevision: event.causation?.revision ?? -1,
          at: timeOf(place.at),
          outcome,
        },
        correlationId,
        causation: { stream, revision },
      });
      unsettled.set(key, waiting);
    }
  }

  function settle(
    state: AccountState,
    accountId: string,
    { symbol, marketRevision }: { readonly symbol: string; readonly marketRevision: number },
    event: RecordedEvent,
  ): void {
    counts.settlements += 1;
    const waiting = unsettled.get(`${accountId} ${symbol}`) ?? [];
    for (;;) {
      const next = waiting.shift();
      if (next === undefined || next.command.marketRevision > marketRevision) {
        throw new Difference('account', event, 'no outcome explains this settlement');
      }
      const { command, correlationId, causation } = next;
      const decided = account.decide(state, command, { now: command.at, ruleset: RULESET });
      const [want] = decided.ok ? decided.value : [];
      if (want === undefined) continue;
      const wire = encodeAccountEvent(want, catalogue);
      compare('settling', contentOf({ ...wire, correlationId, causation }), event);
      return;
    }
  }

  /** A client's request: who asked and by which request nobody can decide again. */
  function decideAgain(
    state: AccountState,
    accountId: string,
    decoded: Parameters<typeof commandOf>[0],
    event: RecordedEvent,
  ): void {
    const command = commandOf(decoded, accountId, catalogue);
    const decided = account.decide(state, command, { now: decoded.at, ruleset: RULESET });
    if (!decided.ok) {
      throw new Difference('account', event, `it is denied: ${decided.failure.code}`);
    }
    const [want] = decided.value;
    if (want === undefined) throw new Difference('account', event, 'it was asked before');
    const { correlationId, actor } = event;
    const wire = encodeAccountEvent(want, catalogue);
    const by = actor === undefined ? { correlationId } : { correlationId, actor };
    compare('deciding', contentOf({ ...wire, ...by }), event);
  }

  function compare(how: string, want: string, event: RecordedEvent): void {
    const have = contentOf(event);
    if (want !== have) throw new Difference('account', event, `${how} gives ${want}, not ${have}`);
  }

  function post(
    decoded: AccountEvent,
    accountId: string,
    state: AccountState,
    event: RecordedEvent,
  ): void {
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
      const decoded = decodeAccountEvent(event, catalogue);
      if ('marketRevision' in decoded) settle(before, accountId, decoded, event);
      else decideAgain(before, accountId, decoded, event);
      const state = account.evolve(before, decoded);
      states.set(accountId, state);
      post(decoded, accountId, state, event);
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
