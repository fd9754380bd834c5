import { deepStrictEqual, strictEqual } from 'node:assert';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createAccessTokenVerifier,
  createAuthenticator,
  createMemoryNonces,
  createSignatureCheck,
  folderMail,
  memoryPersonKeys,
  type Nonces,
  newBearerKey,
  newMailToken,
  newRefreshToken,
  newSigningSecret,
  passwordsHere,
  type Scope,
  SecurityWriter,
  seal,
  securityLogOf,
  seedEvents,
  TokenKeysDesk,
  verificationKeys,
} from '@truetape/auth';
import { authenticated } from '@truetape/auth/fastify';
import { createIdentityDesk, identityApi } from '@truetape/auth/routes';
import type { SigningKey } from '@truetape/client';
import { commandApi } from '@truetape/command-api';
import { epochMs } from '@truetape/domain';
import { createEdge } from '@truetape/edge';
import { NO_STREAM } from '@truetape/event-store';
import { RULESETS } from '@truetape/matcher';
import { createMetrics } from '@truetape/observability';
import { createQueryApi } from '@truetape/query-api';
import { onTestFinished } from 'vitest';
import { KEYS, tokenOf } from '../http/server.ts';
import { openVenue } from '../http/venue.ts';
import { logger, startOn } from '../order-path/support.ts';

export const START_MS = 1_800_000_000_000;
export const HOUR_MS = 3_600_000;
export const REALM = { issuer: 'truetape', audience: 'this-venue' };

/** What a key may have beside its kind. */
export interface KeyTerms {
  readonly scopes?: readonly Scope[];
  readonly accountId?: string;
  readonly networks?: readonly string[];
  readonly expiresAt?: string;
}

export type CredentialsWorld = Awaited<ReturnType<typeof openCredentials>>;

/**
 * Everything that `start` puts on a socket, on a log in memory and with a clock of its own, an hour after it began: what
 * came before is nothing that a nonce could have been taken in.
 */
export async function openCredentials({ ageMs = HOUR_MS } = {}) {
  const clock = { nowMs: START_MS - ageMs };
  const now = () => epochMs(clock.nowMs);
  const path = await startOn(undefined, { now, withIdentities: true });
  onTestFinished(async () => {
    await path.stop();
    await path.log.close();
    deepStrictEqual(path.stopped, []);
  });
  const { log, accounts, identities } = path;
  const seeded = seedEvents(KEYS, new Date(START_MS - HOUR_MS).toISOString(), 'test');
  for (const { stream, events } of seeded) {
    const appended = await log.append(stream, NO_STREAM, events);
    strictEqual(appended.ok, true, stream);
    if (appended.ok) await identities.reached(appended.value.position);
  }

  const folder = mkdtempSync(join(tmpdir(), 'truetape-credentials-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const personKeys = memoryPersonKeys();
  const passwords = passwordsHere({ cost: { ln: 1, r: 8, p: 1 } });
  onTestFinished(() => passwords.stop());
  const wrap = {
    wrap: (bytes: Uint8Array) => Buffer.from(bytes),
    unwrap: (bytes: Uint8Array) => Buffer.from(bytes),
  };
  const security = new SecurityWriter(securityLogOf(log));
  const desk = createIdentityDesk({
    ...{ log, security, identities, now, personKeys, passwords, realm: REALM },
    mail: folderMail(join(folder, 'mail')),
    tokenKeys: new TokenKeysDesk({
      ...{ security, identities, now, wrap, instance: 'test' },
      folder: join(folder, 'token-keys'),
    }),
    onTrouble: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });

  const { verify } = createAccessTokenVerifier({
    ...REALM,
    publicKeyOf: (kid) => identities.tokenKeys.find((key) => key.kid === kid)?.x,
  });

  /** The edge of one process: another one is that process after a restart. */
  async function listen(nonces: Nonces = createMemoryNonces({ clockMs: now })) {
    const authenticator = createAuthenticator({
      ...{ identities, clockMs: now },
      verifyToken: verify,
      checkSignature: createSignatureCheck({
        keyOf: verificationKeys(identities, personKeys, now),
        nonces,
      }),
    });
    const metrics = createMetrics({ processMetrics: false });
    const queryApi = createQueryApi({
      ...{ log, authenticator, logger, metrics },
      databaseUrl: () => undefined,
    });
    const app = createEdge({ name: 'test', logger, metrics, ready: () => ({}) });
    const commands = commandApi({ accounts, log, now, rulesets: RULESETS });
    await app.register(
      authenticated(authenticator, [commands, identityApi(desk), queryApi.plugin]),
    );
    await app.listen({ host: '127.0.0.1', port: 0 });
    onTestFinished(() => app.close());
    return (app.server.address() as AddressInfo).port;
  }
  const port = await listen();
  await openVenue(async (at, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${at}`, {
      method: 'POST',
      headers: { ...bearer(tokenOf('operator')), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    strictEqual(answer.status, 201, `${at}: ${await answer.text()}`);
  });
  clock.nowMs = START_MS;

  let made = 0;
  const by = { correlationId: 'test' };
  const nextKeyId = () => {
    made += 1;
    return `key${String(made).padStart(13, '0')}`;
  };
  /** Makes a key as its owner would. */
  async function makeKey(userId: string, about: object, terms: KeyTerms = {}) {
    const keyId = nextKeyId();
    const scopes = ['read', 'trade', 'transfer', 'manage'] as const;
    const command = { type: 'CreateKey', keyId, scopes, ...terms, ...about } as never;
    const answer = await desk.users.execute(userId, command, by);
    strictEqual(answer.ok, true, JSON.stringify(answer));
    return keyId;
  }

  return {
    ...{ log, identities, clock, port, desk, listen },
    async ed25519(userId: string, terms?: KeyTerms): Promise<SigningKey> {
      const { privateKey } = generateKeyPairSync('ed25519');
      const publicKey = privateKey.export({ format: 'jwk' }).x;
      const keyId = await makeKey(userId, { kind: 'ed25519', publicKey }, terms);
      return { keyId, privateKey: String(privateKey.export({ format: 'pem', type: 'pkcs8' })) };
    },
    async hmac(userId: string, terms?: KeyTerms): Promise<SigningKey> {
      await personKeys.create(userId);
      const secret = newSigningSecret();
      const keyId = nextKeyId();
      const sealed = seal(personKeys, { personId: userId, purpose: `secret of ${keyId}` }, secret);
      await makeKey(userId, { keyId, kind: 'hmac-sha256', secret: sealed }, terms);
      return { keyId, secret };
    },
    async bearer(userId: string, terms?: KeyTerms): Promise<string> {
      const { token, digest } = newBearerKey();
      await makeKey(userId, { kind: 'bearer', digest }, terms);
      return token;
    },
    /** A session, as it is after somebody has signed in. */
    async session(userId: string) {
      made += 1;
      const sessionId = `s${String(made).padStart(25, '0')}`;
      const refresh = newRefreshToken({ userId, sessionId });
      const expiresAt = new Date(clock.nowMs + HOUR_MS).toISOString();
      const { digest: refreshDigest } = refresh;
      const mail = newMailToken();
      await desk.users.execute(
        userId,
        {
          type: 'IssueMailToken',
          mail: { digest: mail.digest, expiresAt, purpose: 'verify-email' },
        },
        by,
      );
      const verify = { type: 'VerifyEmail', digest: mail.digest, shown: undefined } as const;
      await desk.users.execute(userId, verify, by);
      const signer = await desk.tokenKeys.signer();
      const begun = await desk.users.execute(
        userId,
        { type: 'StartSession', expiresAt, refreshDigest, sessionId, shown: undefined },
        by,
      );
      strictEqual(begun.ok, true, JSON.stringify(begun));
      return { userId, sessionId, refresh: refresh.token, signer };
    },
    /** What is in the log after a position, but for what was denied. */
    async since(position: number): Promise<readonly string[]> {
      await log.settled();
      const lines: string[] = [];
      for await (const events of log.readAll({ after: position })) {
        const said = events.filter(({ stream }) => stream !== 'security');
        lines.push(...said.map(({ stream, type }) => `${stream} ${type}`));
      }
      return lines;
    },
  };
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
