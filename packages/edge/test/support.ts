import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, createMetrics, flushLogger } from '@truetape/observability';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { createEdge, type EdgeOptions } from '../src/index.ts';

export interface TestEdge {
  readonly app: FastifyInstance;
  readonly listen: () => Promise<number>;
  readonly logLines: () => Promise<Record<string, unknown>[]>;
  readonly metricsText: () => Promise<string>;
}

/** A real edge with a real log file; everything is removed after the test. */
export function openEdge(
  mount: (app: FastifyInstance) => void = () => {},
  options: Partial<EdgeOptions> = {},
): TestEdge {
  const folder = mkdtempSync(join(tmpdir(), 'truetape-edge-'));
  const path = join(folder, 'edge.log');
  const logger = createLogger({ level: 'info', destination: path });
  const metrics = createMetrics({ processMetrics: false });
  const app = createEdge({ name: 'test', logger, metrics, ready: () => ({}), ...options });
  mount(app);
  onTestFinished(async () => {
    await app.close();
    await flushLogger(logger);
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    app,
    listen: async () => {
      await app.listen({ host: '127.0.0.1', port: 0 });
      return (app.server.address() as AddressInfo).port;
    },
    logLines: async () => {
      await flushLogger(logger);
      return readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    },
    metricsText: () => metrics.text(),
  };
}

export function echo(app: FastifyInstance): void {
  app.post('/echo', (request, reply) => {
    reply.send({ body: request.body ?? null });
  });
}

export interface RawConnection {
  readonly socket: Socket;
  readonly received: () => string;
  readonly closed: Promise<string>;
  readonly until: (text: string) => Promise<void>;
}

/** A bare connection: sends what it is told, byte for byte. */
export async function rawConnection(port: number, first = ''): Promise<RawConnection> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  const waiting = new Set<() => void>();
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
    for (const check of waiting) check();
  });
  socket.on('error', () => {});
  onTestFinished(() => {
    socket.destroy();
  });
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  if (first !== '') socket.write(first);
  return {
    socket,
    received: () => text,
    closed,
    until: (wanted) =>
      new Promise((resolve) => {
        const check = () => {
          if (!text.includes(wanted)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}

/** The last answer in what a connection received. */
export function answerIn(text: string): { status: number; headers: string; body: unknown } {
  const start = [...text.matchAll(/HTTP\/1\.1 \d{3} /g)].at(-1)?.index ?? text.length;
  const [headers = '', body = ''] = text.slice(start).split('\r\n\r\n', 2);
  return {
    status: Number(headers.slice(9, 12)),
    headers,
    body: body === '' ? '' : JSON.parse(body),
  };
}

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return;
    await sleep(10);
  }
  throw new Error('It did not become true within 2 s');
}
