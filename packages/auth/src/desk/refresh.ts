import type { TokensAnswer } from '@truetape/contracts';
import { failed, ok, type Result } from '@truetape/kernel';
import { readRefreshToken } from '../tokens/opaque-tokens.ts';
import { byThemselves, type Visitor } from './asker.ts';
import type { IdentityDesk } from './identity-desk.ts';
import { newTokens, tokensOf } from './session-tokens.ts';
import type { Refused } from './trying.ts';

/** Continues a session with the next pair of tokens. A token that was used before ends its session: two have it. */
export async function refresh(
  desk: IdentityDesk,
  token: string,
  visitor: Visitor,
): Promise<Result<TokensAnswer, Refused>> {
  const { users, identities, personKeys } = desk;
  const invalid = failed({ code: 'AUTH_TOKEN_INVALID' } as const);
  const read = readRefreshToken(token);
  if (!read.ok) return invalid;
  const { userId, sessionId, digest } = read.value;
  const session = identities.sessionOf(userId, sessionId);
  // Of nobody no stream is asked.
  if (session === undefined) return invalid;
  const tokens = await newTokens(desk, { userId, sessionId }, await desk.tokenKeys.signer());
  const by = await byThemselves(personKeys, userId, visitor);
  const next = tokens.refresh.digest;
  const done = await users.execute(
    userId,
    { type: 'RefreshSession', sessionId, shown: digest, next },
    { ...by, actor: { ...by.actor, requestId: visitor.requestId, sessionId, userId } },
  );
  if (!done.ok) return failed({ code: done.failure });
  const { expiresAt } = session;
  return ok(
    tokensOf(read.value, { access: tokens.access, refresh: tokens.refresh.token, expiresAt }),
  );
}
