import {
  type Catalogue,
  decodeAccountEvent,
  encodeAccountEvent,
  marketIn,
  settlementOf,
} from '@truetape/codec';
import { type Data, idOf } from '@truetape/contracts';
import {
  type AccountCommand,
  type AccountEvent,
  type AccountState,
  account,
  accountsSettledBy,
  DueTimes,
  isSettled,
  type OrderPlaced,
  orderIdOf,
  placeOf,
  type Settlement,
} from '@truetape/domain';
import { assert, type EventRef, type NewEvent, type RecordedEvent } from '@truetape/kernel';
import { checkHolds } from './check-holds.ts';
import { commandOf, placeOcoOf } from './command-of.ts';
import { contentOf, sameContent } from './content.ts';
import { decideAsTold, type GroupThen } from './decide-as-told.ts';
import { Difference } from './difference.ts';
import { instrumentsKnown } from './instruments-known.ts';
import { openLedger } from './ledger.ts';

/** What an account has not carried out yet. */
interface Unsettled {
  readonly command: Settlement;
  readonly correlationId: string;
  readonly causation: EventRef;
}

/** An event of an account that somebody's request appended. */
interface Asked<Event extends AccountEvent = AccountEvent> {
  readonly event: RecordedEvent;
  readonly decoded: Event;
}

/** What must stand next in the stream of an account. */
interface Expected {
  readonly want: NewEvent;
  readonly how: string;
}

/**
 * Folds every account and decides each of its events again: a settlement from what caused it, any other from what must
 * have been asked. Keeps the ledger: per asset the sum of all accounts, fees, clearing, transit, suspense and the
 * outside is zero at every position.
 */
export function checkAccounts(catalogue: Catalogue) {
  const states = new Map<string, AccountState>();
  /** By account and the stream of what caused it, in the order of that stream. */
  const unsettled = new Map<string, Unsettled[]>();
  const silences = new DueTimes();
  const ledger = openLedger((symbol) => marketIn(catalogue, symbol).instrument.units);
  const instruments = instrumentsKnown(catalogue);
  /** Per account the first leg of a pair, whose second one must be next. */
  const firstLegs = new Map<string, Asked<OrderPlaced>>();
  const expected = new Map<string, readonly Expected[]>();
  const counts = { accountEvents: 0, settlements: 0, behindGroup: 0 };
  /** By the account that leads them. */
  const groups = new Map<string, Set<string>>();
  const venue = { catalogue, isOpened, isLeader, instrumentAt: instruments.at };

  function isOpened(accountId: string): boolean {
    return stateOf(accountId).status !== 'none';
  }

  function isLeader(accountId: string): boolean {
    const state = stateOf(accountId);
    return state.status !== 'none' && state.ownerGroup === accountId;
  }

  /** Its owner group as it is at this position. */
  function groupOf(state: AccountState): GroupThen {
    if (state.status === 'none') return { limits: undefined, others: [] };
    const leader = stateOf(state.ownerGroup);
    const others = [...(groups.get(state.ownerGroup) ?? [])]
      .filter((accountId) => accountId !== state.accountId)
      .map(stateOf)
      .filter((other) => other.status !== 'none');
    return { limits: leader.status === 'none' ? undefined : leader.groupLimits, others };
  }

  /** Whom an event asks to carry something out. */
  function settlersOf(event: RecordedEvent, command: Settlement): readonly string[] {
    switch (command.type) {
      case 'SettleOutcome':
        return accountsSettledBy(command.outcome);
      case 'ReceiveTransfer':
        return [(event.data as { readonly to: string }).to];
      case 'SettleCorrection':
        return command.legs.map(({ accountId }) => accountId);
      case 'HearClock':
        return silences.pass(command.to);
      case 'TripForRisk': {
        const { scope } = event.data as Data<'RiskKillSwitchRequested'>;
        const { accountId } = command.risk;
        return scope === 'group' ? [...(groups.get(accountId) ?? [])] : [accountId];
      }
    }
  }

  function readCause(event: RecordedEvent): void {
    const command = settlementOf(event, catalogue);
    if (command === undefined) return;
    const { stream, revision, correlationId } = event;
    for (const accountId of settlersOf(event, command)) {
      const key = `${accountId} ${stream}`;
      const waiting = unsettled.get(key) ?? [];
      waiting.push({ command, correlationId, causation: { stream, revision } });
      unsettled.set(key, waiting);
    }
  }

  function settle(accountId: string, cause: EventRef, asked: Asked): void {
    const { event } = asked;
    counts.settlements += 1;
    const waiting = unsettled.get(`${accountId} ${cause.stream}`) ?? [];
    for (;;) {
      const next = waiting.shift();
      if (next === undefined || next.causation.revision > cause.revision) {
        throw new Difference('account', event, 'nothing explains this settlement');
      }
      const { command, correlationId, causation } = next;
      const delisted = suspendedIn(asked.decoded, catalogue);
      const decided = account.decide(stateOf(accountId), command, { now: command.at, delisted });
      assert(decided.ok, 'what others have decided is always carried out');
      if (decided.value.length === 0) continue;
      expect(accountId, 'settling', decided.value, { correlationId, causation });
      readExpected(accountId, asked);
      return;
    }
  }

  /** A client's request and all that it appended: who asked and by which request nobody can decide again. */
  function decideAgain(accountId: string, command: AccountCommand, asked: Asked): void {
    const { event, decoded } = asked;
    const state = stateOf(accountId);
    const { decided, isBehind } = decideAsTold(state, command, decoded, groupOf(state));
    if (!decided.ok) {
      throw new Difference('account', event, `it is denied: ${decided.failure.code}`);
    }
    if (decided.value.length === 0) throw new Difference('account', event, 'it was asked before');
    if (isBehind) counts.behindGroup += 1;
    const { correlationId, actor } = event;
    const by = actor === undefined ? { correlationId } : { correlationId, actor };
    expect(accountId, 'deciding', decided.value, by);
  }

  function expect(
    accountId: string,
    how: string,
    events: readonly AccountEvent[],
    by: Pick<NewEvent, 'correlationId' | 'causation' | 'actor'>,
  ): void {
    const wanted = events.map((want) => ({
      want: { ...encodeAccountEvent(want, catalogue), ...by },
      how,
    }));
    expected.set(accountId, wanted);
  }

  /** Whether the event is what had to come next; where nothing had to, false. */
  function readExpected(accountId: string, asked: Asked): boolean {
    const [next, ...rest] = expected.get(accountId) ?? [];
    if (next === undefined) return false;
    const { event } = asked;
    if (!sameContent(next.want, event)) {
      const told = `${next.how} gives ${contentOf(next.want)}, not ${contentOf(event)}`;
      throw new Difference('account', event, told);
    }
    if (rest.length === 0) expected.delete(accountId);
    else expected.set(accountId, rest);
    apply(accountId, asked);
    return true;
  }

  function readRequest(accountId: string, { event, decoded }: Asked): void {
    const first = firstLegs.get(accountId);
    if (decoded.type === 'OrderPlaced') checkMarket(decoded, event);
    if (first !== undefined) {
      firstLegs.delete(accountId);
      if (!isSecondLeg(decoded, accountId, first.event)) throw withoutPartner(first.event);
      decideAgain(accountId, placeOcoOf(first.decoded, decoded, venue), first);
      readExpected(accountId, first);
      readExpected(accountId, { event, decoded });
    } else if (decoded.type === 'OrderPlaced' && decoded.partnerId !== undefined) {
      if (placeOf(decoded.partnerId)?.revision !== event.revision + 1) throw withoutPartner(event);
      firstLegs.set(accountId, { event, decoded });
    } else if (decoded.type === 'FundsWithdrawn' && decoded.withdrawalId === undefined) {
      // From before withdrawals were held: that it was free, applying it asserts.
      apply(accountId, { event, decoded });
    } else {
      const command = commandOf(decoded as Parameters<typeof commandOf>[0], accountId, venue);
      decideAgain(accountId, command, { event, decoded });
      readExpected(accountId, { event, decoded });
    }
  }

  function checkMarket(order: OrderPlaced, event: RecordedEvent): void {
    const { instrumentRevision, ruleset } = order;
    const { symbol } = order.terms;
    if (!instruments.hasRuleset(symbol, ruleset)) {
      throw new Difference('account', event, `${symbol} has never had ruleset ${ruleset}`);
    }
    if (instruments.at(symbol, instrumentRevision) === undefined) {
      const told = `${symbol} was never defined by revision ${instrumentRevision}`;
      throw new Difference('account', event, told);
    }
  }

  function stateOf(accountId: string): AccountState {
    return states.get(accountId) ?? account.initialState();
  }

  function apply(accountId: string, { event, decoded }: Asked): void {
    const state = account.evolve(stateOf(accountId), decoded);
    states.set(accountId, state);
    if (decoded.type === 'AccountOpened') {
      const members = groups.get(decoded.ownerGroup) ?? new Set();
      groups.set(decoded.ownerGroup, members.add(accountId));
    }
    ledger.post(state, accountId, decoded, event);
  }

  function readAccountEvent(event: RecordedEvent, accountId: string): void {
    counts.accountEvents += 1;
    const decoded = decodeAccountEvent(event, catalogue);
    if (decoded.type === 'AccountFrozen') {
      const { symbol, marketRevision, reason } = decoded;
      const told = `${accountId} is frozen: ${reason} at ${symbol} ${marketRevision}`;
      throw new Difference('account', event, told);
    }
    if (decoded.type === 'SilenceTimerSet') {
      if (decoded.dueAt === undefined) silences.delete(accountId);
      else silences.set(accountId, decoded.dueAt);
    }
    if (readExpected(accountId, { event, decoded })) return;
    if (event.causation === undefined) {
      readRequest(accountId, { event, decoded });
      return;
    }
    const first = firstLegs.get(accountId);
    if (first !== undefined) throw withoutPartner(first.event);
    settle(accountId, event.causation, { event, decoded });
  }

  return {
    counts: () => ({ accounts: states.size, ...counts, postings: ledger.count() }),
    /** A time that was told and meant nothing to its account is not in flight. */
    unsettled: () =>
      [...unsettled].reduce((sum, [key, waiting]) => {
        const state = stateOf(key.slice(0, key.indexOf(' ')));
        return sum + waiting.filter(({ command }) => isToSettle(state, command)).length;
      }, 0),
    read: (event: RecordedEvent): void => {
      instruments.read(event);
      readCause(event);
      const accountId = idOf('account', event.stream);
      if (accountId !== undefined) readAccountEvent(event, accountId);
    },
    /** Held is what is open; with nothing in flight nothing is left in clearing or transit. */
    finish: (at: RecordedEvent, inFlight: boolean): void => {
      for (const { event } of firstLegs.values()) throw withoutPartner(event);
      for (const [accountId, [next]] of expected) {
        const told = `${next && contentOf(next.want)} is missing at the end of ${accountId}`;
        throw new Difference('account', at, told);
      }
      for (const state of states.values()) if (state.status !== 'none') checkHolds(state, at);
      if (!inFlight) ledger.checkNothingInFlight(at);
    },
  };
}

/** The delisted assets of which something went into suspense: what else was delisted, its decider did not know yet. */
function suspendedIn(event: AccountEvent, catalogue: Catalogue): ReadonlySet<string> {
  const { delisted } = catalogue;
  if (delisted.size === 0) return delisted;
  switch (event.type) {
    case 'TradeSettled': {
      const { base, quote } = marketIn(catalogue, event.symbol).instrument.units;
      const suspended = event.legs.filter((leg) => leg.suspended);
      const assets = suspended.map(({ side }) => (side === 'buy' ? base : quote));
      return new Set(assets.filter((asset) => delisted.has(asset)));
    }
    case 'TransferReceived':
      return event.suspended === 'asset-delisted' ? delisted : NONE;
    case 'CorrectionSettled': {
      const lacking = event.lines.filter(({ amount, own }) => amount > 0n && own === 0n);
      return new Set(lacking.map(({ asset }) => asset).filter((asset) => delisted.has(asset)));
    }
    default:
      return NONE;
  }
}

const NONE: ReadonlySet<string> = new Set();

/** Nothing is written of a replace that was refused because its order was over. */
function isToSettle(state: AccountState, command: Settlement): boolean {
  if (isSettled(state, command)) return false;
  if (command.type !== 'SettleOutcome' || state.status === 'none') return true;
  const { outcome } = command;
  return outcome.type !== 'OrderReplaceRejected' || state.orders.has(outcome.orderId);
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
