import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Authenticator,
  createAccessTokenVerifier,
  createAuthenticator,
  folderMail,
  type Identities,
  keysPath,
  openPersonalData,
  passwordsHere,
  SecurityWriter,
  securityLogOf,
  seedUsers,
  signingKeysFolder,
  TokenKeysDesk,
  writePrivately,
} from '@truetape/auth';
import { createIdentityDesk, type IdentityDesk } from '@truetape/auth/routes';
import type { EventLog } from '@truetape/event-store';
import { onTestFinished } from 'vitest';
import { KEYS } from './server.ts';

/** Users with the keys of `server.ts` in a log, and the desk that more of them are made at. Their secrets go with the test. */
export async function openIdentities(
  log: EventLog,
  identities: Identities,
): Promise<{ readonly authenticator: Authenticator; readonly identityDesk: IdentityDesk }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'truetape-identity-'));
  const passwords = passwordsHere();
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const now = Date.now;
  const path = keysPath(dataDir);
  writePrivately(path, JSON.stringify(KEYS));
  await seedUsers({ log, identities, path, now, correlationId: 'test' });
  const opened = await openPersonalData(dataDir, undefined);
  if (!opened.ok) throw new Error(opened.failure);
  const { personKeys, masterKey } = opened.value;
  const realm = { issuer: 'truetape', audience: log.logId };
  const publicKeyOf = (kid: string) => identities.tokenKeys.find((key) => key.kid === kid)?.x;
  const { verify } = createAccessTokenVerifier({ ...realm, publicKeyOf });
  const folder = signingKeysFolder(dataDir);
  const wrap = masterKey.wrapFor('token key');
  const security = new SecurityWriter(securityLogOf(log));
  return {
    authenticator: createAuthenticator({ identities, clockMs: now, verifyToken: verify }),
    identityDesk: createIdentityDesk({
      ...{ log, security, identities, now, personKeys, passwords, realm },
      mail: folderMail(join(dataDir, 'mail')),
      tokenKeys: new TokenKeysDesk({ security, identities, now, folder, wrap, instance: 'test' }),
      onTrouble: (what, error) => {
        throw new Error(what, { cause: error });
      },
    }),
  };
}
