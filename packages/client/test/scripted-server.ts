import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { StreamMessage, StreamRequest } from '@truetape/contracts';
import { onTestFinished, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { LOG_ID } from './follow.ts';

export interface Visit {
  readonly socket: WebSocket;
  readonly authorization: string | undefined;
  readonly requests: StreamRequest[];
  readonly say: (...messages: StreamMessage[]) => void;
}

/** A server that says what a test has it say. */
export class ScriptedServer {
  readonly visits: Visit[] = [];
  readonly #server: WebSocketServer;
  readonly #heartbeatMs: number;

  private constructor(server: WebSocketServer, heartbeatMs: number) {
    this.#server = server;
    this.#heartbeatMs = heartbeatMs;
    server.on('connection', (socket, { headers }) => {
      const requests: StreamRequest[] = [];
      const say = (...messages: StreamMessage[]) => socket.send(JSON.stringify(messages));
      this.visits.push({ socket, authorization: headers.authorization, requests, say });
      socket.on('message', (data) => requests.push(JSON.parse(String(data))));
      say({ type: 'welcome', logId: LOG_ID, position: 7, heartbeatMs: this.#heartbeatMs });
    });
  }

  static async start(heartbeatMs = 60_000): Promise<ScriptedServer> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/v1/stream' });
    await once(server, 'listening');
    const scripted = new ScriptedServer(server, heartbeatMs);
    onTestFinished(() => scripted.stop());
    return scripted;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The so-manyth connection, when it has asked for so much. */
  async visit(at: number, requests: number): Promise<Visit> {
    return await vi.waitFor(
      () => {
        const visit = this.visits[at];
        if (visit === undefined || visit.requests.length < requests) {
          throw new Error(`connection ${at} has ${visit?.requests.length} of ${requests} requests`);
        }
        return visit;
      },
      { timeout: 10_000, interval: 5 },
    );
  }

  stop(): void {
    for (const { socket } of this.visits) socket.terminate();
    this.#server.close();
  }
}
