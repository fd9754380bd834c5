import { deepStrictEqual, strictEqual } from 'node:assert';
import type { AddressInfo } from 'node:net';
import { type Accounts, createAccounts } from '@truetape/accounts';
import type { SecurityJournal } from '@truetape/auth';
import { authenticated } from '@truetape/auth/fastify';
import { authenticatorOf, type TestAuthenticator } from '@truetape/auth/testing';
import { commandApi, type SessionLimits } from '@truetape/command-api';
import { checkAnswers } from '@truetape/contracts/testing';
import { type EpochMs, epochMs } from '@truetape/domain';
import { createEdge, type EdgeLimits, type RateLimitSettings } from '@truetape/edge';
import { MemoryLog, START } from '@truetape/event-store';
import { RULESETS } from '@truetape/matcher';
import { createMetrics } from '@truetape/observability';
import { limitPrincipals } from '@truetape/service/limit-principals';
import { onTestFinished } from 'vitest';
import { logger, startOn } from '../order-path/support.ts';
import { openVenue } from './venue.ts';

export const tokenOf = (name: string) => `token-of-${name}-`.padEnd(40, '0');

/** `dan` has a token, and no account. */
const TRADERS = ['ann', 'bob', 'cat', 'dan'] as const;
export const KEYS = {
  operator: { token: tokenOf('operator') },
  operators: [{ userId: 'second', token: tokenOf('second') }],
  traders: TRADERS.map((accountId) => ({ accountId, token: tokenOf(accountId) })),
};

export type Caller = (typeof TRADERS)[number] | 'operator' | 'second' | 'stranger' | 'nobody';

export interface Sent {
  /** Bytes and text go as they are, everything else as JSON; without one there is no content type either. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface Server {
  readonly log: MemoryLog;
  readonly accounts: Accounts;
  readonly authenticator: TestAuthenticator;
  readonly port: number;
  readonly metricsText: () => Promise<string>;
  /** Closes the API; the order path goes on. */
  readonly close: () => Promise<void>;
  readonly send: (caller: Caller, method: string, path: string, sent?: Sent) => Promise<Answered>;
}

const atOneSecond = () => epochMs(1_000);

/** Bounds that a test makes small. */
interface Limits {
  readonly edge?: Partial<EdgeLimits>;
  readonly session?: Partial<SessionLimits>;
  readonly rates?: RateLimitSettings;
  /** Where denials are noted; nowhere when left out. */
  readonly journalOn?: (log: MemoryLog) => SecurityJournal;
}

/** The command API as `start` composes it, on a log in memory, with the venue of `venue.ts`. */
export async function startServer(
  now: () => EpochMs = atOneSecond,
  limits: Limits = {},
): Promise<Server> {
  const path = await startOn(undefined, { now });
  onTestFinished(async () => {
    await path.stop();
    await path.log.close();
    deepStrictEqual(path.stopped, []);
  });
  const server = await listen({ ...path, now }, limits);
  await openVenue(byOperator(server));
  return server;
}

/** The same with no matcher: what is placed stays pending. */
export async function startServerWithoutMatcher(limits: Limits = {}): Promise<Server> {
  const log = new MemoryLog();
  const metrics = createMetrics({ processMetrics: false });
  const accounts = createAccounts({ log, now: atOneSecond, metrics });
  const subscription = log.subscribeAll({
    after: START,
    tail: 'queued',
    onEvents: accounts.onEvents,
    onFailure: (failure) => {
      throw failure;
    },
  });
  accounts.goLive();
  onTestFinished(async () => {
    await subscription.stop();
    await log.close();
  });
  const server = await listen({ log, accounts, now: atOneSecond }, limits);
  await openVenue(byOperator(server));
  return server;
}

const byOperator =
  ({ send }: Server) =>
  async (path: string, body: object) => {
    const answered = await send('operator', 'POST', path, { body });
    strictEqual(answered.status, 201, `${path}: ${JSON.stringify(answered.body)}`);
  };

type Listening = Pick<Server, 'log' | 'accounts'> & { readonly now: () => EpochMs };

async function listen(
  { log, accounts, now }: Listening,
  { edge: limits = {}, session: sessionLimits = {}, rates: rateLimits = {}, journalOn }: Limits,
): Promise<Server> {
  const metrics = createMetrics({ processMetrics: false });
  const app = createEdge({ name: 'test', logger, metrics, ready: () => ({}), limits, rateLimits });
  checkAnswers(app);
  const authenticator = authenticatorOf(KEYS);
  const api = commandApi({ accounts, log, now, rulesets: RULESETS, sessionLimits });
  await app.register(authenticated(authenticator, [limitPrincipals, api], journalOn?.(log)));
  await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => app.close());
  const { port } = app.server.address() as AddressInfo;
  return {
    log,
    accounts,
    authenticator,
    port,
    metricsText: () => metrics.text(),
    close: () => app.close(),
    send: async (caller, method, path, { body, headers } = {}) => {
      const bytes = body === undefined ? undefined : bytesOf(body);
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: {
          ...(caller === 'nobody' ? {} : { authorization: `Bearer ${tokenOf(caller)}` }),
          ...(bytes === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(bytes === undefined ? {} : { body: bytes }),
      });
      return {
        status: response.status,
        headers: response.headers,
        body: JSON.parse(await response.text()),
      };
    },
  };
}

function bytesOf(body: unknown): Uint8Array<ArrayBuffer> {
  if (body instanceof Uint8Array) return Uint8Array.from(body);
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
}
