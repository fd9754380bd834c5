import type { Data } from '@truetape/contracts';
import { holds, Violation } from '../violation.ts';
import type { AccountRule } from './account-rule.ts';
import { remember } from './remember.ts';
import { limitsText } from './risk/limits-asked.ts';
import { modelLimits } from './risk/model-limits.ts';

/** How long a client may be late with saying that it is there, beyond what it has asked for. */
const SILENCE_REFRESH_MS = 5_000;

/** What switches, timers and the status of an account must be, and what they change. */
export const CONTROL_RULES: {
  readonly [Type in
    | 'AccountStatusChanged'
    | 'AccountFrozen'
    | 'KillSwitchTripped'
    | 'KillSwitchReleased'
    | 'LimitsChanged'
    | 'SilenceTimerSet'
    | 'SilenceTimerFired']: AccountRule<Type>;
} = {
  AccountStatusChanged: ({ data, revision }, account) => {
    const { status, reason, idempotencyKey } = data;
    const hasMoney = [...account.balances.values()].some(({ total }) => total !== 0n);
    const isEmpty = account.openOrders.size === 0 && !hasMoney;
    const isAllowed = account.status !== 'closed' && status !== account.status;
    holds(isAllowed && (status !== 'closed' || isEmpty), 'only an empty account is closed', () => {
      return `${account.accountId} from ${account.status} to ${status}`;
    });
    account.status = status;
    remember(account.keys, idempotencyKey, { revision, content: `status ${status} ${reason}` });
  },
  AccountFrozen: ({ data }) => {
    throw new Violation('no account is frozen', JSON.stringify(data));
  },
  KillSwitchTripped: ({ data, revision }, account, { watch }) => {
    account.isKilled = true;
    if (data.risk !== undefined) watch.obey(account.accountId, data.risk);
    account.mustCancel = true;
    // Its request appends two events, and is answered with the second.
    const content = `trip ${data.reason}`;
    remember(account.keys, data.idempotencyKey, { revision: revision + 1, content });
  },
  KillSwitchReleased: ({ data, revision }, account) => {
    holds(account.isKilled, 'only a switch that is on is released', () => account.accountId);
    account.isKilled = false;
    remember(account.keys, data.idempotencyKey, { revision, content: `release ${data.reason}` });
  },
  LimitsChanged: ({ data, revision }, account, { watch }) => {
    const { scope, limits, idempotencyKey } = data;
    if (scope === 'account') {
      account.limits = modelLimits(limits);
      account.notes.limitsChanged();
    } else {
      holds(account.isLeader, 'who leads a group limits it', () => account.accountId);
      account.groupLimits = modelLimits(limits);
    }
    remember(account.keys, idempotencyKey, { revision, content: limitsText(scope, limits) });
    watch.limit(account.accountId, data);
  },
  SilenceTimerSet: ({ data }, account) => {
    const { at, dueAt, timeoutMs, receivedAt } = data;
    const isRight = timeoutMs === 0 ? dueAt === undefined : dueAt === afterSilence(at, timeoutMs);
    holds(isRight, 'a silence timer says when it is due', () => JSON.stringify(data));
    account.silence = dueAt === undefined ? undefined : { timeoutMs, receivedAt, dueAt };
  },
  SilenceTimerFired: ({ data, causation }, account) => {
    const { silence } = account;
    const isDue = silence !== undefined && silence.dueAt === data.dueAt && data.dueAt <= data.to;
    holds(isDue && causation?.stream === 'clock', 'a silence timer fires when it is due', () => {
      return `${JSON.stringify(data)}, set: ${JSON.stringify(silence)}`;
    });
    account.silence = undefined;
    account.mustCancel = true;
  },
};

const afterSilence = (at: Data<'SilenceTimerSet'>['at'], timeoutMs: number) =>
  new Date(Date.parse(at) + timeoutMs + SILENCE_REFRESH_MS).toISOString();
