import { join } from 'node:path';
import {
  type Authenticator,
  createAccessTokenVerifier,
  createAuthenticator,
  createMemoryNonces,
  createSignatureCheck,
  folderMail,
  type Identities,
  type Mail,
  type Nonces,
  openPersonalData,
  type PersonalData,
  passwordProcess,
  type SecurityWriter,
  signingKeysFolder,
  smtpMail,
  TokenKeysDesk,
  verificationKeys,
} from '@truetape/auth';
import {
  abandonedEraser,
  createIdentityDesk,
  eraseLeftBehind,
  type IdentityDesk,
} from '@truetape/auth/routes';
import type { EventLog } from '@truetape/event-store';
import type { Service } from './run-service.ts';

/** How often is looked for whoever has registered and never come back. */
const ABANDONED_EVERY_MS = 60 * 60_000;

/** Who asks, for a process that serves requests. */
export interface Identity {
  readonly authenticator: Authenticator;
  readonly personalData: PersonalData;
}

export interface IdentityOptions {
  readonly identities: Identities;
  readonly logId: string;
  /** Those of this process when left out, which then is the only one that takes signed commands. */
  readonly nonces?: Nonces;
}

/** What tokens of a log are issued for: those of another one are none here. */
const realmOf = (logId: string) => ({ issuer: 'truetape', audience: logId });

/** @throws Error with one line for the operator when what is sealed cannot be opened */
export async function openIdentity(
  { config, now }: Service,
  { identities, logId, nonces = createMemoryNonces({ clockMs: now }) }: IdentityOptions,
): Promise<Identity> {
  const opened = await openPersonalData(config.dataDir, config.masterKeyFile);
  if (!opened.ok) throw new Error(opened.failure);
  const { personKeys } = opened.value;
  const publicKeyOf = (kid: string) => identities.tokenKeys.find((key) => key.kid === kid)?.x;
  const { verify } = createAccessTokenVerifier({ ...realmOf(logId), publicKeyOf });
  const keyOf = verificationKeys(identities, personKeys, now);
  const authenticator = createAuthenticator({
    identities,
    clockMs: now,
    verifyToken: verify,
    checkSignature: createSignatureCheck({ keyOf, nonces }),
  });
  return { authenticator, personalData: opened.value };
}

/** For the process that writes the streams of users: what their routes work with. */
export async function openIdentityDesk(
  service: Service,
  { log, security }: { readonly log: EventLog; readonly security: SecurityWriter },
  { authenticator: { identities }, personalData }: Identity,
): Promise<IdentityDesk> {
  const { config, logger, now } = service;
  const { personKeys, masterKey } = personalData;
  const program = new URL('./passwords.js', import.meta.url);
  const passwords = passwordProcess({ program, logger });
  service.onStop(() => passwords.stop());
  const folder = signingKeysFolder(config.dataDir);
  const instance = `${service.name}-${process.pid}`;
  const wrap = masterKey.wrapFor('token key');
  await eraseLeftBehind(identities, personKeys);
  const desk = createIdentityDesk({
    ...{ log, security, identities, now, personKeys, passwords },
    mail: await openMail(service),
    realm: realmOf(log.logId),
    tokenKeys: new TokenKeysDesk({ security, identities, now, folder, wrap, instance }),
    onTrouble: (what, error) => logger.error({ component: 'identity', err: error }, what),
  });
  const eraseAbandoned = abandonedEraser(desk);
  const looking = setInterval(() => void eraseAbandoned(), ABANDONED_EVERY_MS).unref();
  service.onStop(() => clearInterval(looking));
  return desk;
}

async function openMail({ config, onStop }: Service): Promise<Mail> {
  const { smtpUrl, from } = config.mail;
  if (smtpUrl === undefined) return folderMail(join(config.dataDir, 'mail'));
  const mail = await smtpMail({ url: smtpUrl, from });
  onStop(mail.stop);
  return mail;
}
