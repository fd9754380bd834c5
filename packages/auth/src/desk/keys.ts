import type { createKey, KeyAnswer } from '@truetape/contracts';
import { failed, ok, type Result } from '@truetape/kernel';
import type { z } from 'zod';
import { secretOf } from '../identity/signing-keys-of.ts';
import { seal } from '../personal-data/seal.ts';
import { newSigningSecret } from '../signatures/keys.ts';
import { newBearerKey } from '../tokens/opaque-tokens.ts';
import type { ApiKey, User } from '../user/user.ts';
import type { IdentityDesk } from './identity-desk.ts';
import { newKeyId } from './new-id.ts';
import type { Refused } from './trying.ts';
import type { By, Done } from './user-desk.ts';

export type CreateKey = z.infer<typeof createKey>;

export interface NewKey {
  readonly done: Done;
  readonly key: ApiKey;
  /** Shown this once. */
  readonly token?: string;
  readonly secret?: string;
}

/** Makes a key for a user. What is secret of it is in the log as a digest or sealed, and in the answer. */
export async function createApiKey(
  { users, personKeys, now }: IdentityDesk,
  { userId, access }: User,
  { kind, expiresAt, accountId, ...asked }: CreateKey,
  by: By,
): Promise<Result<NewKey, Refused>> {
  if (expiresAt !== undefined && Date.parse(expiresAt) <= now()) {
    const detail = 'The key would be over already.';
    return failed({ code: 'REQUEST_INVALID', field: 'expiresAt', detail });
  }
  if (accountId !== undefined && !Object.hasOwn(access, accountId)) {
    return failed({ code: 'ACCOUNT_NOT_FOUND', field: 'accountId' });
  }
  await personKeys.create(userId);
  const keyId = newKeyId();
  const bearer = kind === 'bearer' ? newBearerKey() : undefined;
  const secret = kind === 'hmac-sha256' ? newSigningSecret() : undefined;
  const sealedFor = { personId: userId, purpose: secretOf(keyId) };
  const done = await users.execute(
    userId,
    {
      type: 'CreateKey',
      accountId,
      digest: bearer?.digest,
      expiresAt,
      keyId,
      kind,
      ...asked,
      secret: secret === undefined ? undefined : seal(personKeys, sealedFor, secret),
    },
    by,
  );
  if (!done.ok) return failed({ code: done.failure });
  const key = done.value.user.keys.find((each) => each.keyId === keyId);
  if (key === undefined) return failed({ code: 'AUTH_KEY_NOT_FOUND' });
  return ok({
    done: done.value,
    key,
    ...(bearer && { token: bearer.token }),
    ...(secret !== undefined && { secret }),
  });
}

/** A key as its owner sees it. */
export function keyLine(key: ApiKey): KeyAnswer {
  const { keyId, kind, name, scopes, accountId, networks, createdAt, expiresAt, publicKey } = key;
  return {
    keyId,
    kind,
    ...(name === undefined ? {} : { name }),
    scopes,
    ...(accountId === undefined ? {} : { accountId }),
    ...(networks === undefined ? {} : { networks }),
    createdAt,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(publicKey === undefined ? {} : { publicKey }),
  };
}
