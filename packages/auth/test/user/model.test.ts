import { deepStrictEqual as equal } from 'node:assert';
import { describe, test } from 'vitest';
import { Identities } from '../../src/identity/identities.ts';
import type { UserCommand } from '../../src/user/command.ts';
import { decide, SESSIONS_MAX, type UserSaid } from '../../src/user/decide.ts';
import type { User } from '../../src/user/user.ts';
import { after, digestOf, later, recorded, sealedOf, sessionIdOf } from './support.ts';

const SEEDS = 200;
const COMMANDS = 150;

/** Mulberry32. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** What must be so of sessions and codes, in words that are not those of the fold: sets of what is, and of what was. */
class Model {
  readonly live: string[] = [];
  readonly newest = new Map<string, string>();
  readonly shown = new Map<string, Set<string>>();
  readonly usedCodes = new Set<number>();
  step = 0;
  isDisabled = false;

  /** @returns whether it must be done */
  expects(command: UserCommand): boolean {
    switch (command.type) {
      case 'StartSession':
        return !this.isDisabled && this.#takes(command) && this.#begin(command);
      case 'StepUp':
        return !this.isDisabled && this.live.includes(command.sessionId) && this.#takes(command);
      case 'RefreshSession':
        return !this.isDisabled && this.#refresh(command);
      case 'EndSession':
        return !this.isDisabled && this.#end(command.sessionId);
      case 'ChangeStatus': {
        const isChanged = this.isDisabled !== (command.status === 'disabled');
        this.isDisabled = command.status === 'disabled';
        if (this.isDisabled) this.live.splice(0);
        return isChanged;
      }
      default:
        throw new Error(`not asked here: ${command.type}`);
    }
  }

  #takes({
    totpStep,
    recoveryCode,
  }: {
    totpStep?: number | undefined;
    recoveryCode?: number | undefined;
  }): boolean {
    if (totpStep !== undefined) {
      if (totpStep <= this.step) return false;
      this.step = totpStep;
      return true;
    }
    if (recoveryCode === undefined || recoveryCode >= CODES) return false;
    if (this.usedCodes.has(recoveryCode)) return false;
    this.usedCodes.add(recoveryCode);
    return true;
  }

  #begin({ sessionId, refreshDigest }: { sessionId: string; refreshDigest: string }): boolean {
    this.live.push(sessionId);
    if (this.live.length > SESSIONS_MAX) this.live.shift();
    this.newest.set(sessionId, refreshDigest);
    this.shown.set(sessionId, new Set());
    return true;
  }

  #refresh({
    sessionId,
    shown,
    next,
  }: {
    sessionId: string;
    shown: string;
    next: string;
  }): boolean {
    if (!this.live.includes(sessionId)) return false;
    const before = this.shown.get(sessionId);
    if (before?.has(shown)) {
      this.#end(sessionId);
      return false;
    }
    if (this.newest.get(sessionId) !== shown) return false;
    before?.add(shown);
    this.newest.set(sessionId, next);
    return true;
  }

  #end(sessionId: string): boolean {
    const at = this.live.indexOf(sessionId);
    if (at !== -1) this.live.splice(at, 1);
    return at !== -1;
  }
}

const CODES = 10;
const AT = later(0);

function commandAt(below: (bound: number) => number, number: number): UserCommand {
  // Those of the last few, so that much of what is asked is there, and some of it is over.
  const sessionId = sessionIdOf(Math.max(0, number - below(40)));
  const refresh = (generation: number) => `${generation}`.padStart(64, 'f');
  const factor =
    below(3) === 0 ? { recoveryCode: below(CODES + 2) } : { totpStep: number + below(5) };
  const kind = below(20);
  if (kind < 8) {
    const refreshDigest = refresh(0);
    const session = { sessionId: sessionIdOf(number), expiresAt: later(600), refreshDigest };
    return { type: 'StartSession', shown: sealedOf('p'), ...session, ...factor };
  }
  if (kind < 14) {
    const generation = below(3);
    const [shown, next] = [refresh(generation), refresh(generation + 1)];
    return { type: 'RefreshSession', sessionId, shown, next };
  }
  if (kind < 16) return { type: 'StepUp', sessionId, ...factor };
  if (kind < 19) return { type: 'EndSession', sessionId, by: 'user' };
  const status = below(4) === 0 ? 'disabled' : 'active';
  return { type: 'ChangeStatus', status, reason: 'why' };
}

const BEGIN: readonly UserSaid[] = [
  { type: 'UserRegistered', data: { at: AT, email: sealedOf('e'), password: sealedOf('p') } },
  { type: 'EmailVerified', data: { at: AT } },
  { type: 'TotpPrepared', data: { at: AT, secret: sealedOf('t') } },
  {
    type: 'TotpEnabled',
    data: {
      at: AT,
      recoveryDigests: Array.from({ length: CODES }, (_, index) => digestOf(String(index))),
      totpStep: 0,
    },
  },
];

describe('random commands', () => {
  test(`${SEEDS} × ${COMMANDS} are done and refused as a model says`, () => {
    const done = new Map<string, number>();
    for (let seed = 1; seed <= SEEDS; seed++) {
      const below = numbersFrom(seed);
      const model = new Model();
      const said: UserSaid[] = [...BEGIN];
      let user = said.reduce<User | undefined>(after, undefined);
      for (let number = 1; number <= COMMANDS; number++) {
        const command = commandAt(below, number);
        const decided = decide(user, command, AT);
        for (const each of decided.said) {
          user = after(user, each);
          said.push(each);
        }
        const isDone = model.expects(command);
        const where = `seed ${seed}, command ${number}: ${JSON.stringify(command)}`;
        equal(decided.refusal === undefined, isDone, where);
        equal(
          user?.sessions.map(({ sessionId }) => sessionId),
          model.live,
          where,
        );
        const name = `${command.type} ${isDone}`;
        done.set(name, (done.get(name) ?? 0) + 1);
      }
      isFoldedAnywhere(said, below(said.length), `seed ${seed}`);
    }
    // What never happens proves nothing.
    equal(done.size, 10, JSON.stringify([...done]));
  });
});

/** The fold of a log is the same where it was put aside in between. */
function isFoldedAnywhere(said: readonly UserSaid[], aside: number, where: string): void {
  const events = said.map(recorded);
  const [whole, half, rest] = [new Identities(), new Identities(), new Identities()];
  whole.onEvents(events);
  half.onEvents(events.slice(0, aside));
  rest.restore(half.capture());
  rest.onEvents(events.slice(aside));
  equal(
    JSON.parse(Buffer.from(rest.capture()).toString()),
    JSON.parse(Buffer.from(whole.capture()).toString()),
    where,
  );
}
