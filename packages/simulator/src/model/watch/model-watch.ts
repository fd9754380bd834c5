import type { Data } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import { holds } from '../../violation.ts';
import type { ModelAccount } from '../model-account.ts';
import type { ModelVenue } from '../model-venue.ts';
import { same } from '../same.ts';
import { Ladder } from './ladder.ts';
import { MEASURES } from './measures.ts';
import { type Expected, WatchedBound } from './watched-bound.ts';
import { type WatchedLimit, watchedLimits } from './watched-limits.ts';

type Said =
  | RecordedEvent<'RiskThresholdCrossed', Data<'RiskThresholdCrossed'>>
  | RecordedEvent<'RiskKillSwitchRequested', Data<'RiskKillSwitchRequested'>>;

interface Due extends Expected {
  readonly cause: RecordedEvent;
}

/** What is measured. */
interface Watched {
  readonly accounts: ReadonlyMap<string, ModelAccount>;
  readonly venue: ModelVenue;
}

/** What the risk watch has to say, and who has to obey. */
export class ModelWatch {
  /** Accounts by the one that leads them, and the other way. */
  readonly #groups = new Map<string, string[]>();
  readonly #leaders = new Map<string, string>();
  readonly #bounds = new Map<string, WatchedBound>();
  /** Limits that there were at any time. */
  readonly #limits = new Set<string>();
  readonly #due = new Map<string, Due[]>();
  readonly #ladder = new Ladder();
  /** Requests to trip that are not obeyed yet, and by whom. */
  readonly #disobeyed = new Map<string, Set<string>>();

  open(accountId: string, leader: string): void {
    this.#leaders.set(accountId, leader);
    this.#groups.set(leader, [...(this.#groups.get(leader) ?? []), accountId]);
  }

  limit(accountId: string, { scope, limits }: Data<'LimitsChanged'>): void {
    const key = `${scope} ${accountId}`;
    const bound = this.#bounds.get(key) ?? new WatchedBound(accountId, scope);
    const watched = watchedLimits(limits);
    bound.setLimits(watched);
    this.#bounds.set(key, bound);
    for (const one of watched) this.#limits.add(limitText(accountId, scope, one));
  }

  /** An account is another one now: what that means for its limits, and for those of its group. */
  changed(cause: RecordedEvent, accountId: string, { accounts, venue }: Watched): void {
    const leader = this.#leaders.get(accountId) ?? accountId;
    for (const key of [`account ${accountId}`, `group ${leader}`]) {
      const bound = this.#bounds.get(key);
      if (bound === undefined) continue;
      const members = this.#membersOf(bound).flatMap((id) => accounts.get(id) ?? []);
      const due = this.#due.get(bound.leader) ?? [];
      due.push(...bound.measure(members, venue).map((expected) => ({ ...expected, cause })));
      this.#due.set(bound.leader, due);
    }
  }

  /** Something is said in the stream of an account. */
  read(event: Said, accountId: string): void {
    const { measure, asset, symbol, limit, scope } = event.data;
    const text = limitText(accountId, scope, { measure, of: asset ?? symbol ?? '', limit });
    holds(this.#limits.has(text), 'only what is limited is watched', () => text);
    if (event.type === 'RiskThresholdCrossed') this.#ladder.cross(event);
    else this.#ladder.request(event);
    if (MEASURES[measure] !== undefined) this.#checkDue(event, accountId);
    if (event.type !== 'RiskKillSwitchRequested') return;
    const members = this.#membersOf({ leader: accountId, scope });
    this.#disobeyed.set(`${accountId} ${event.revision}`, new Set(members));
  }

  /** An account has tripped because the watch has asked for it. */
  obey(
    accountId: string,
    { accountId: leader, revision }: { accountId: string; revision: number },
  ): void {
    const request = `${leader} ${revision}`;
    const isAsked = this.#disobeyed.get(request)?.delete(accountId) ?? false;
    holds(isAsked, 'a request to trip is obeyed once', () => `${accountId} has obeyed ${request}`);
  }

  /** In words what is still to be said and to be obeyed; undefined when nothing is. */
  get inFlight(): string | undefined {
    for (const [accountId, [next]] of this.#due) {
      if (next !== undefined)
        return `nobody says ${next.type} ${JSON.stringify(next.data)} of ${accountId}`;
    }
    for (const [request, accountIds] of this.#disobeyed) {
      if (accountIds.size > 0) return `${[...accountIds].join()} does not obey ${request}`;
    }
    return undefined;
  }

  #checkDue(event: Said, accountId: string): void {
    const due = this.#due.get(accountId)?.shift();
    const { at: _, ...data } = event.data;
    const cause = due && { stream: due.cause.stream, revision: due.cause.revision };
    const isDue = event.type === due?.type && same(data, due.data) && same(event.causation, cause);
    holds(isDue, 'the risk watch says what its limits say', () => {
      const said = `${event.type} ${JSON.stringify(data)} of ${JSON.stringify(event.causation)}`;
      return `${said}, not ${due?.type} ${JSON.stringify(due?.data)} of ${JSON.stringify(cause)}`;
    });
  }

  #membersOf({ leader, scope }: Pick<WatchedBound, 'leader' | 'scope'>): readonly string[] {
    return scope === 'account' ? [leader] : (this.#groups.get(leader) ?? []);
  }
}

const limitText = (
  accountId: string,
  scope: string,
  { measure, of, limit }: Omit<WatchedLimit, 'isHard'>,
) => [accountId, scope, measure, of, limit].join(' ');
