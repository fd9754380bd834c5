import {
  type AccountCommand,
  type AccountEvent,
  type AccountState,
  account,
  type DecisionContext,
  type OwnerGroup,
  type RecordedMark,
} from '@truetape/domain';
import { ok } from '@truetape/kernel';
import { sameJson } from './content.ts';

/** The owner group of an account as the log has it at some position, whether limits bind it or not. */
export interface GroupThen {
  readonly limits: OwnerGroup['limits'] | undefined;
  readonly others: OwnerGroup['others'];
}

/** What follows from a request. */
interface DecidedAgain {
  readonly decided: ReturnType<typeof account.decide>;
  /** What others of its group had done already, its process had not read yet when it decided. */
  readonly isBehind: boolean;
}

/**
 * Decides a request again, at the time and by the marks that its first event says. Where two processes write accounts, one
 * of them may have decided before it had read what the other one wrote for the same owner group: of such a request only what
 * the account itself may do is decided again, and it is counted.
 */
export function decideAsTold(
  state: AccountState,
  command: AccountCommand,
  told: AccountEvent,
  { limits, others }: GroupThen,
): DecidedAgain {
  const marks = new Map(marksIn(told).map((mark) => [mark.symbol, mark]));
  // That an asset was delisted already, its decider may not have known.
  const own: DecisionContext = { now: told.at, markOf: (symbol) => marks.get(symbol) };
  const context = limits === undefined ? own : { ...own, group: { limits, others } };
  const decided = account.decide(state, command, context);
  if (others.length === 0 || looksAsTold(decided, told)) return { decided, isBehind: false };
  const alone = account.decide(state, command, own);
  if (!alone.ok) return { decided: alone, isBehind: false };
  return { decided: ok(withMarksOf(told, alone.value)), isBehind: true };
}

/** Whether it is not denied, and has looked at the same marks. */
function looksAsTold(decided: DecidedAgain['decided'], told: AccountEvent): boolean {
  const [first] = decided.ok ? decided.value : [];
  return first !== undefined && sameJson(marksIn(first), marksIn(told));
}

/** By which marks the group was asked, only the event says. */
function withMarksOf(
  told: AccountEvent,
  [first, ...rest]: readonly AccountEvent[],
): readonly AccountEvent[] {
  if (first === undefined) return [];
  return 'marks' in told
    ? [{ ...first, marks: told.marks } as AccountEvent, ...rest]
    : [first, ...rest];
}

const marksIn = (event: AccountEvent): readonly RecordedMark[] =>
  ('marks' in event ? event.marks : undefined) ?? [];
