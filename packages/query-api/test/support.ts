import type { AddressInfo } from 'node:net';
import type { SecurityJournal } from '@truetape/auth';
import { authenticated } from '@truetape/auth/fastify';
import { authenticatorOf } from '@truetape/auth/testing';
import type { StreamMessage } from '@truetape/contracts';
import { checkAnswers, readFrame } from '@truetape/contracts/testing';
import { createEdge } from '@truetape/edge';
import { type EventLog, MemoryLog, type MemoryLogOptions } from '@truetape/event-store';
import { createLogger, createMetrics } from '@truetape/observability';
import { type Projector, runProjector } from '@truetape/projections/testing';
import { onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { createQueryApi, type QueryApiOptions } from '../src/index.ts';

export const ACCOUNTS = ['trader-1', 'trader-2', 'trader-3'];
export const tokenOf = (name: string) => name.padEnd(43, '.');

export const logger = createLogger({ level: 'silent', destination: '/dev/null' });
const everybody = authenticatorOf({
  operator: { token: tokenOf('operator') },
  traders: ACCOUNTS.map((accountId) => ({ accountId, token: tokenOf(accountId) })),
});

export function openLog(options: MemoryLogOptions = {}): MemoryLog {
  let nowMs = Date.UTC(2026, 10, 21, 10, 0, 0);
  const log = new MemoryLog({ clockMs: () => ++nowMs, ...options });
  onTestFinished(() => log.close());
  return log;
}

/** The read edge on a log, with or without read models. */
export async function openApi(
  log: EventLog,
  options: Partial<QueryApiOptions> & {
    readonly url?: string;
    readonly journal?: SecurityJournal;
  } = {},
) {
  const { url, journal, ...others } = options;
  const metrics = createMetrics({ processMetrics: false });
  const { authenticator = everybody } = others;
  const databaseUrl = () => url;
  const api = createQueryApi({ log, databaseUrl, logger, metrics, ...others, authenticator });
  const app = createEdge({ name: 'test', logger, metrics, ready: () => ({}) });
  checkAnswers(app);
  const reads: string[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    if (method === 'GET' && url.startsWith('/v1/') && url !== '/v1/stream') reads.push(url);
  });
  app.register(authenticated(authenticator, [api.plugin], journal));
  onTestFinished(() => app.close());
  await app.ready();
  await eventually(() => api.isCurrent());
  const get = async (path: string, who?: string) => {
    const headers = who === undefined ? {} : { authorization: `Bearer ${tokenOf(who)}` };
    const answer = await app.inject({ method: 'GET', url: path, headers });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
  };
  return { app, api, get, metrics, reads };
}

/** The path of a route as somebody asks for it. */
export const filledIn = (route: string, names: Readonly<Record<string, string>> = {}) =>
  route.replace(/:(\w+)/g, (_, name: string) => names[name] ?? NAMES[name] ?? name);

const NAMES: Readonly<Record<string, string>> = {
  id: 'trader-1',
  orderId: 'trader-1.3',
  symbol: 'BTC-USD',
};

/** Read models that follow the log until the test is over. */
export function followWith(log: EventLog, databaseUrl: string): Projector {
  const metrics = createMetrics({ processMetrics: false });
  const projector = runProjector({ log, databaseUrl, logger, metrics });
  onTestFinished(() => projector.stop());
  return projector;
}

export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('It did not become true within 5 s');
}

/** A real client of the feeds. */
export interface FeedClient {
  readonly socket: WebSocket;
  /** All but the welcome. */
  readonly messages: StreamMessage[];
  readonly frames: StreamMessage[][];
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  readonly send: (message: unknown) => void;
  /** @param about what the subscription says beside its channel: the market in which tests trade when left out */
  readonly subscribe: (channel: string, about?: object, more?: object) => void;
  /** Settles when so many messages have come. */
  readonly until: (count: number) => Promise<void>;
}

export async function listen(app: Awaited<ReturnType<typeof openApi>>['app']): Promise<number> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return (app.server.address() as AddressInfo).port;
}

/** The market of most tests, as subscriptions name it. */
export const named = (channel: string) =>
  channel === 'book' ? { symbol: 'BTC-USD', depth: 10 } : { symbol: 'BTC-USD' };

export async function openFeed(
  port: number,
  options: WebSocket.ClientOptions = {},
): Promise<FeedClient> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/stream`, options);
  const frames: StreamMessage[][] = [];
  const messages: StreamMessage[] = [];
  socket.on('message', (data) => {
    const frame = readFrame(String(data));
    frames.push(frame);
    messages.push(...frame.filter(({ type }) => type !== 'welcome'));
  });
  socket.on('error', () => undefined);
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  onTestFinished(() => socket.terminate());
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  const send = (message: unknown) =>
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  return {
    socket,
    messages,
    frames,
    closed,
    send,
    subscribe: (channel, about = named(channel), more = {}) =>
      send({ op: 'subscribe', subscription: { channel, ...about }, ...more }),
    until: (count) => eventually(() => messages.length >= count),
  };
}
