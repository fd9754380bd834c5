import { deepStrictEqual } from 'node:assert';
import { createHmac, randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import {
  createAccessTokenVerifier,
  createAuthenticator,
  createMemoryNonces,
  createSignatureCheck,
  type Letter,
  memoryPersonKeys,
  type Passwords,
  type PersonKeys,
  passwordsHere,
  SecurityWriter,
  securityLogOf,
  seedEvents,
  signingKeysFolder,
  TokenKeysDesk,
  verificationKeys,
} from '@truetape/auth';
import { authenticated } from '@truetape/auth/fastify';
import {
  createIdentityDesk,
  eraseLeftBehind,
  type IdentityDesk,
  identityApi,
} from '@truetape/auth/routes';
import { commandApi } from '@truetape/command-api';
import type { TokensAnswer } from '@truetape/contracts';
import { epochMs } from '@truetape/domain';
import { createEdge } from '@truetape/edge';
import { MemoryDisk, MemoryLog, NO_STREAM, START } from '@truetape/event-store';
import type { LogDisk } from '@truetape/event-store/adapter';
import type { RecordedEvent } from '@truetape/kernel';
import { RULESETS } from '@truetape/matcher';
import { createMetrics } from '@truetape/observability';
import { createQueryApi } from '@truetape/query-api';
import { onTestFinished } from 'vitest';
import { startOrderPath } from '../../src/start/order-path.ts';
import { openVenue } from '../http/venue.ts';
import { logger } from '../order-path/support.ts';
import { temporaryFolder, until } from '../process/support.ts';

const NAMES = ['operator', 'second', 'ann', 'bob', 'cat'] as const;
export type KeyHolder = (typeof NAMES)[number];
const tokenOf = (name: string) => `token-of-${name}-`.padEnd(40, '0');
const KEYS = {
  operator: { token: tokenOf('operator') },
  operators: [{ userId: 'second', token: tokenOf('second') }],
  traders: ['ann', 'bob', 'cat'].map((accountId) => ({ accountId, token: tokenOf(accountId) })),
};

/** Subjects of the letters that have a token. */
export const VERIFY = 'Verify your e-mail address';
export const RESET = 'Choose a new password';

export const PASSWORD = 'nine lives of a tape';
/** Little work, so that a test can ask for much. */
const CHEAP = { ln: 4, r: 8, p: 1 };

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: what it is, is what is tested
  readonly body: any;
}

export interface Asking {
  readonly token?: string;
  readonly body?: unknown;
  /** From where, of 127.0.0.0/8. */
  readonly from?: string;
}

export interface WorldOptions {
  /** What was there before. */
  readonly disk?: LogDisk;
  readonly personKeys?: PersonKeys;
  readonly folder?: string;
  readonly passwords?: (passwords: Passwords) => Passwords;
  readonly waitingMax?: number;
}

/** Letters in memory instead of a server of mails: a double. */
export class MailDouble {
  readonly letters: Letter[] = [];
  isBroken = false;

  send = async (letter: Letter): Promise<void> => {
    if (this.isBroken) throw new Error('The mail was not sent: a test');
    this.letters.push(letter);
  };
  readonly stop = () => undefined;
}

/** A person as a test knows them. */
export interface Person extends TokensAnswer {
  readonly email: string;
}

/** What the disk of a test has is no secret. */
const wrap = {
  wrap: (bytes: Uint8Array) => Buffer.from(bytes),
  unwrap: (bytes: Uint8Array) => Buffer.from(bytes),
};

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 6238, as an app reckons it. */
function totpOf(secret: string, nowMs: number): string {
  const bits = [...secret].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0'));
  const bytes =
    bits
      .join('')
      .match(/.{8}/g)
      ?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(nowMs / 30_000)));
  const mac = createHmac('sha1', Buffer.from(bytes)).update(step).digest();
  const at = (mac[19] ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Everything that serves requests in one place, on a log in memory, with a clock that a test moves. */
export async function openWorld(options: WorldOptions = {}) {
  const { disk = new MemoryDisk(), personKeys = memoryPersonKeys(), waitingMax = 100 } = options;
  let nowMs = Date.UTC(2026, 10, 22, 9);
  const now = () => epochMs(nowMs);
  const log = new MemoryLog({ disk, onFatal: () => undefined });
  const stopped: string[] = [];
  const metrics = createMetrics({ processMetrics: false });
  const path = await startOrderPath({
    ...{ log, now, logger, metrics, build: 'test', withIdentities: true },
    instance: `matcher-${randomBytes(4).toString('hex')}`,
    onStopped: (reason) => void stopped.push(reason),
  });
  const { identities, accounts } = path;
  if (identities.userOf('operator') === undefined) {
    for (const { stream, events } of seedEvents(KEYS, new Date(nowMs).toISOString(), 'test')) {
      const appended = await log.append(stream, NO_STREAM, events);
      if (appended.ok) await identities.reached(appended.value.position);
    }
  }
  await eraseLeftBehind(identities, personKeys);
  const realm = { issuer: 'truetape', audience: log.logId };
  const publicKeyOf = (kid: string) => identities.tokenKeys.find((key) => key.kid === kid)?.x;
  const { verify } = createAccessTokenVerifier({ ...realm, publicKeyOf });
  const keyOf = verificationKeys(identities, personKeys, now);
  const nonces = createMemoryNonces({ clockMs: now });
  const authenticator = createAuthenticator({
    identities,
    clockMs: now,
    verifyToken: verify,
    checkSignature: createSignatureCheck({ keyOf, nonces }),
  });
  const mail = new MailDouble();
  const troubles: string[] = [];
  const jobs = { hash: 0, verify: 0 };
  const slow = passwordsHere({ cost: CHEAP, waitingMax });
  const counted: Passwords = {
    ...slow,
    hash: (password) => {
      jobs.hash += 1;
      return slow.hash(password);
    },
    verify: (password, hash) => {
      jobs.verify += 1;
      return slow.verify(password, hash);
    },
  };
  const passwords = options.passwords?.(counted) ?? counted;
  const folder = signingKeysFolder(options.folder ?? temporaryFolder());
  const security = new SecurityWriter(securityLogOf(log));
  const desk: IdentityDesk = createIdentityDesk({
    ...{ log, security, identities, now, personKeys, passwords, mail, realm },
    tokenKeys: new TokenKeysDesk({ security, identities, now, folder, wrap, instance: 'test' }),
    onTrouble: (what) => void troubles.push(what),
  });
  const app = createEdge({ name: 'test', logger, metrics, ready: () => ({}) });
  const commands = commandApi({ accounts, log, now, rulesets: RULESETS });
  const reads = createQueryApi({
    ...{ log, authenticator, logger, metrics },
    databaseUrl: () => undefined,
  });
  await app.register(authenticated(authenticator, [commands, identityApi(desk), reads.plugin]));
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    await app.close();
    await passwords.stop();
    await path.stop();
    await log.close();
    deepStrictEqual(stopped, []);
  };
  onTestFinished(close);

  async function ask(method: string, url: string, asking: Asking = {}): Promise<Answered> {
    const { token, body, from } = asking;
    const answer = await app.inject({
      method: method as 'GET',
      url,
      ...(from === undefined ? {} : { remoteAddress: from }),
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    const headers = answer.headers as Record<string, string>;
    return { status: answer.statusCode, headers, body: answer.json() };
  }
  /** @throws Error when it is not done */
  async function done(method: string, url: string, asking: Asking = {}): Promise<Answered> {
    const answered = await ask(method, url, asking);
    if (answered.status >= 300) throw new Error(`${method} ${url}: ${JSON.stringify(answered)}`);
    return answered;
  }

  const world = {
    ...{
      log,
      disk,
      identities,
      personKeys,
      desk,
      mail,
      jobs,
      troubles,
      port,
      app,
      ask,
      done,
      close,
    },
    accounts,
    folder: options.folder,
    keyOf: (name: KeyHolder) => tokenOf(name),
    nowMs: () => nowMs,
    pass: (ms: number) => {
      nowMs += ms;
    },
    events: async (after = START): Promise<readonly RecordedEvent[]> => {
      const all: RecordedEvent[] = [];
      for await (const events of log.readAll({ after })) all.push(...events);
      return all;
    },
    /** The token in the newest letter of that subject to somebody. */
    mailed: async (to: string, subject: string, count = 1): Promise<string> => {
      const sent = () => mail.letters.filter((each) => each.to === to && each.subject === subject);
      await until(`${count} to ${to}: ${subject}`, () => sent().length >= count);
      return /ttm_\S+/.exec(sent().at(-1)?.text ?? '')?.[0] ?? '';
    },
    signIn: (email: string, more: object = {}, from?: string) =>
      ask('POST', '/v1/sessions', {
        body: { email, password: PASSWORD, ...more },
        ...(from === undefined ? {} : { from }),
      }),
    /** Registers, verifies and signs in. */
    person: async (email: string): Promise<Person> => {
      await done('POST', '/v1/users', { body: { email, password: PASSWORD } });
      const token = await world.mailed(email, VERIFY);
      await done('POST', '/v1/users/verify', { body: { token, password: PASSWORD } });
      const signedIn = await done('POST', '/v1/sessions', { body: { email, password: PASSWORD } });
      return { email, ...signedIn.body };
    },
    /** Gives a person a second factor. @returns what shows it, each time anew, and its recovery codes */
    secondFactor: async ({ accessToken: token }: Pick<Person, 'accessToken'>) => {
      const prepared = await done('POST', '/v1/second-factor', {
        token,
        body: { password: PASSWORD },
      });
      const code = () => totpOf(prepared.body.secret, nowMs);
      const answer = await done('POST', '/v1/second-factor/enable', {
        token,
        body: { code: code() },
      });
      return {
        recoveryCodes: answer.body.recoveryCodes as readonly string[],
        /** Of half a minute later. */
        next: () => {
          nowMs += 30_000;
          return code();
        },
      };
    },
    openVenue: () =>
      openVenue(async (url, body) => {
        await done('POST', url, { token: tokenOf('operator'), body });
      }),
  };
  return world;
}

export type World = Awaited<ReturnType<typeof openWorld>>;

/** What was answered, but for what every answer has of its own. */
export function likeness({ status, headers, body }: Answered) {
  const { date: _date, 'x-request-id': _id, ...others } = headers;
  const { requestId: _, ...rest } = body;
  return { status, headers: others, body: rest };
}
