import type { TokensAnswer } from '@truetape/contracts';
import { issueAccessToken } from '../tokens/access-tokens.ts';
import { newRefreshToken, type SessionRef } from '../tokens/opaque-tokens.ts';
import type { SigningKey } from '../tokens/signing-keys.ts';
import { TOKEN_LIFE_MS_MAX } from '../tokens/token-keys.ts';
import type { IdentityDesk } from './identity-desk.ts';

/** A session is over then, however often it was refreshed. */
export const SESSION_LIFE_MS = 30 * 24 * 60 * 60_000;

export async function newTokens(
  { realm, now }: IdentityDesk,
  session: SessionRef,
  signer: SigningKey,
) {
  const access = await issueAccessToken({ ...session, nowMs: now() }, realm, signer);
  return { access, refresh: newRefreshToken(session) };
}

export function tokensOf(
  { userId, sessionId }: SessionRef,
  tokens: { readonly access: string; readonly refresh: string; readonly expiresAt: string },
): TokensAnswer {
  return {
    userId,
    sessionId,
    tokenType: 'Bearer',
    accessToken: tokens.access,
    expiresIn: TOKEN_LIFE_MS_MAX / 1_000,
    refreshToken: tokens.refresh,
    sessionExpiresAt: tokens.expiresAt,
  };
}
