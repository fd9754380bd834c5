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
  type AccountCommand,
  type AccountEvent,
  type AccountState,
  account,
  accountsSettledBy,
  holdAssetOf,
  holdOf,
  type OpenAccount,
  type OrderPlaced,
  orderIdOf,
  placeOf,
  postingsOf,
  type SettleOutcome,
} from '@truetape/domain';
import type { EventRef, NewEvent, RecordedEvent } from '@truetape/kernel';
import { commandOf, placeOcoOf } from './command-of.ts';
import { contentOf, sameContent } from './content.ts';
import { Difference } from './difference.ts';
import { rulesetsInForce } from './rulesets-in-force.ts';

/** An outcome that an account has not settled yet. */
interface Unsettled {
  readonly command: SettleOutcome;
  readonly correlationId: string;
  readonly causation: EventRef;
}

/** An event of an account that somebody's request appended. */
interface Asked<Event extends AccountEvent = AccountEvent> {
  readonly event: RecordedEvent;
  readonly decoded: Event;
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
  const rulesets = rulesetsInForce(catalogue);
  /** Per account the first leg of a pair, whose second one must be next. */
  const firstLegs = new Map<string, Asked<OrderPlaced>>();
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
      const decided = account.decide(state, command, { now: command.at });
      const [want] = decided.ok ? decided.value : [];
      if (want === undefined) continue;
      const wire = encodeAccountEvent(want, catalogue);
      compare('settling', { ...wire, correlationId, causation }, event);
      return;
    }
  }

  /** A client's request and all that it appended: who asked and by which request nobody can decide again. */
  function decideAgain(accountId: string, command: AccountCommand, asked: readonly Asked[]): void {
    const [{ event, decoded }] = asked as [Asked];
    const decided = account.decide(stateOf(accountId), command, { now: decoded.at });
    if (!decided.ok) {
      throw new Difference('account', event, `it is denied: ${decided.failure.code}`);
    }
    if (decided.value.length === 0) throw new Difference('account', event, 'it was asked before');
    const { correlationId, actor } = event;
    const by = actor === undefined ? { correlationId } : { correlationId, actor };
    decided.value.forEach((want, index) => {
      const wire = encodeAccountEvent(want, catalogue);
      compare('deciding', { ...wire, ...by }, asked[index]?.event ?? event);
    });
  }

  function readRequest(accountId: string, { event, decoded }: Asked): void {
    const first = firstLegs.get(accountId);
    if (decoded.type === 'OrderPlaced') checkRuleset(decoded, event);
    if (first !== undefined) {
      firstLegs.delete(accountId);
      if (!isSecondLeg(decoded, accountId, first.event)) throw withoutPartner(first.event);
      const command = placeOcoOf(first.decoded, decoded, catalogue);
      decideAgain(accountId, command, [first, { event, decoded }]);
      apply(accountId, first);
      apply(accountId, { event, decoded });
    } else if (decoded.type === 'OrderPlaced' && decoded.partnerId !== undefined) {
      if (placeOf(decoded.partnerId)?.revision !== event.revision + 1) throw withoutPartner(event);
      firstLegs.set(accountId, { event, decoded });
    } else {
      const command = commandOf(decoded as Parameters<typeof commandOf>[0], accountId, catalogue);
      decideAgain(accountId, command, [{ event, decoded }]);
      apply(accountId, { event, decoded });
    }
  }

  function checkRuleset({ terms, ruleset }: OrderPlaced, event: RecordedEvent): void {
    if (rulesets.has(terms.symbol, ruleset)) return;
    throw new Difference('account', event, `${terms.symbol} has never had ruleset ${ruleset}`);
  }

  function compare(how: string, want: NewEvent, event: RecordedEvent): void {
    if (sameContent(want, event)) return;
    const told = `${how} gives ${contentOf(want)}, not ${contentOf(event)}`;
    throw new Difference('account', event, told);
  }

  function stateOf(accountId: string): AccountState {
    return states.get(accountId) ?? account.initialState();
  }

  function apply(accountId: string, { event, decoded }: Asked): void {
    const state = account.evolve(stateOf(accountId), decoded);
    states.set(accountId, state);
    post(decoded, accountId, state, event);
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
    /** Outcomes that the log has no settlement of, and that an account has still to write something of. */
    unsettled: () =>
      [...unsettled].reduce((sum, [key, waiting]) => {
        const [accountId = ''] = key.split(' ');
        const writes = ({ command }: Unsettled) => {
          const decided = account.decide(stateOf(accountId), command, { now: command.at });
          return decided.ok && decided.value.length > 0;
        };
        return sum + waiting.filter(writes).length;
      }, 0),
    read: (event: RecordedEvent): void => {
      rulesets.read(event);
      const symbol = idOf('market', event.stream);
      if (symbol !== undefined) {
        readOutcome(event, symbol);
        return;
      }
      const accountId = idOf('account', event.stream);
      if (accountId === undefined) return;
      counts.accountEvents += 1;
      const decoded = decodeAccountEvent(event, catalogue);
      if (!('marketRevision' in decoded)) {
        readRequest(accountId, { event, decoded });
        return;
      }
      const first = firstLegs.get(accountId);
      if (first !== undefined) throw withoutPartner(first.event);
      settle(stateOf(accountId), accountId, decoded, event);
      apply(accountId, { event, decoded });
    },
    /** Held is what the open orders hold; with nothing in flight nothing is left in clearing. */
    finish: (at: RecordedEvent, inFlight: boolean): void => {
      for (const { event } of firstLegs.values()) throw withoutPartner(event);
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

function isSecondLeg(
  decoded: AccountEvent,
  accountId: string,
  { revision }: RecordedEvent,
): decoded is OrderPlaced {
  return decoded.type === 'OrderPlaced' && decoded.partnerId === orderIdOf(accountId, revision);
}

function withoutPartner(event: RecordedEvent): Difference {
  return new Difference('account', event, 'the other leg of its pair is not beside it');
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
