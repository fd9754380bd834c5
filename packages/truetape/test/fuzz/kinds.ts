import { wrongIn } from '@truetape/contracts/testing';
import fc from 'fast-check';
import { tokenOf } from '../http/server.ts';
import { brokenFrom } from './broken.ts';
import { type Draft, draftsOf, ofCaller, written } from './draft.ts';
import type { Answered, Asked } from './http-client.ts';
import { malformedFrom } from './malformed.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import type { Pools } from './pools.ts';

/** A request, and which statuses it may be answered with beside being documented. */
export interface Case {
  readonly kind: Kind;
  readonly asked: Asked;
  readonly requestId: string;
  readonly isExpected: (status: number) => boolean;
}

export const KINDS = ['valid', 'broken', 'foreign', 'anonymous', 'malformed'] as const;
export type Kind = (typeof KINDS)[number];

/** Who may call what, by the name of the operation. */
export type Callers = Readonly<Record<string, readonly string[]>>;

interface World {
  readonly pools: Pools;
  readonly callers: Callers;
  readonly newId: () => string;
}

/** Cases of a kind: `undefined` where the draw made none of it. */
export function casesOf(kind: Kind, world: World): fc.Arbitrary<Case | undefined> {
  const asked = OPERATIONS.filter((operation) => isAskedAs(kind, operation, world)).map(
    (operation) => ({
      // What says what the service is reads nothing and changes nothing.
      weight: operation.path.startsWith('/v1/') ? 8 : 1,
      arbitrary: fc.tuple(draftsOf(operation, world.pools), callersOf(operation, world)),
    }),
  );
  return fc.oneof(...asked).chain(([draft, caller]) => MAKERS[kind](draft, caller, world));
}

/** Those that hash a password take as long as that takes, whatever they answer. */
const SLOW: ReadonlySet<string> = new Set([
  ...['registerUser', 'requestPasswordReset', 'resetPassword', 'signIn'],
]);

/** What only sessions may ask is asked by nobody here. */
function isAskedAs(kind: Kind, { id }: Operation, { callers }: World): boolean {
  if (kind === 'anonymous') return true;
  if ((kind === 'valid' || kind === 'malformed') && SLOW.has(id)) return false;
  return callers[id] !== undefined;
}

function callersOf({ id }: Operation, { callers }: World): fc.Arbitrary<string> {
  return fc.constantFrom(...(callers[id] ?? ['operator']));
}

type Make = (draft: Draft, caller: string, world: World) => fc.Arbitrary<Case | undefined>;

const isAny = () => true;
const isOneOf =
  (...statuses: readonly number[]) =>
  (status: number) =>
    statuses.includes(status);

function caseOf(kind: Kind, draft: Draft, token: string | undefined, world: World) {
  const requestId = world.newId();
  return { kind, requestId, asked: written(draft, token, requestId) };
}

const MAKERS: Readonly<Record<Kind, Make>> = {
  valid: (draft, caller, world) => {
    // At the doors a token of the right form is still nobody's.
    const wrong = draft.operation.isGuarded ? [400, 401, 415] : [400, 415];
    const isExpected = (status: number) => !wrong.includes(status);
    const asked = caller === 'operator' ? ofCaller(draft, caller) : draft;
    return fc.constant({ ...caseOf('valid', asked, tokenOf(caller), world), isExpected });
  },
  broken: (draft, caller, world) =>
    brokenFrom(ofCaller(draft, caller)).map((broken) => {
      if (broken === undefined) return undefined;
      const isExpected = broken.where === 'path' ? isOneOf(400, 404) : isOneOf(400, 422);
      return { ...caseOf('broken', broken.draft, tokenOf(caller), world), isExpected };
    }),
  foreign: (draft, caller, world) => {
    const { path, operation } = draft;
    // Access may be given to an account that is opened later.
    const isAccess = operation.path.startsWith('/v1/accounts/{id}/access');
    if (Object.keys(path).length === 0 || isAccess) return fc.constant(undefined);
    const isTrader = caller !== 'operator';
    const names = Object.keys(path).map((name) => [
      name,
      (isTrader && OF_ANN[name]) || OF_NOBODY[name],
    ]);
    const foreign = { ...draft, path: Object.fromEntries(names), headers: {}, query: {} };
    const token = tokenOf(isTrader ? 'bob' : caller);
    // A trail is looked for where its order would be, and a foreign one is none.
    const isExpected = isOneOf(404);
    return fc.constant(
      operation.looksAtTokens
        ? { ...caseOf('foreign', foreign, token, world), isExpected }
        : undefined,
    );
  },
  anonymous: (draft, _caller, world) => {
    const { isGuarded, looksAtTokens } = draft.operation;
    if (!looksAtTokens) return fc.constant(undefined);
    const tokens = ['', 'x', 'Bearer', 'token-of-ann', `${tokenOf('ann')}0`];
    return fc.constantFrom(...(isGuarded ? [undefined, ...tokens] : tokens)).map((token) => {
      return { ...caseOf('anonymous', draft, token, world), isExpected: isOneOf(401) };
    });
  },
  malformed: (draft, caller, world) => {
    const { asked, ...rest } = caseOf('malformed', draft, tokenOf(caller), world);
    return malformedFrom(asked).map((bytes) => {
      const headers = { ...asked.headers, ...bytes.headers };
      return { ...rest, asked: { ...bytes, headers }, isExpected: isAny };
    });
  },
};

const OF_ANN: Readonly<Record<string, string>> = {
  id: 'ann',
  orderId: 'ann.3',
  withdrawalId: 'ann.3',
};
const OF_NOBODY: Readonly<Record<string, string>> = {
  ...{ id: 'nobody-there', orderId: 'nobody-there.1', withdrawalId: 'nobody-there.1' },
  ...{ symbol: 'NOBODY-USD', asset: 'NOBODY', correctionId: '999999999' },
  ...{ userId: 'nobody-at-all', keyId: '0'.repeat(16), sessionId: '0'.repeat(26) },
};

/** What is wrong with an answer. */
export function faultsOf({ asked, isExpected }: Case, answered: Answered): readonly string[] {
  const { status, body } = answered;
  const wrong = [...wrongIn({ ...asked, ...answered })];
  if (status === 500) wrong.push(`${asked.method} ${asked.url}: broke: ${body}`);
  // Not now is no answer to what was asked.
  if (status !== 503 && !isExpected(status)) {
    wrong.push(`${asked.method} ${asked.url}: answered ${status}: ${body.slice(0, 500)}`);
  }
  return wrong;
}
