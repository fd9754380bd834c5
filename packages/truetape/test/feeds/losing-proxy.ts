import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { StreamMessage } from '@truetape/contracts';
import { readFrame } from '@truetape/contracts/testing';
import { onTestFinished } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';

/** Stands between clients and a service, and loses the messages that a test says: what no service of ours does. */
export class LosingProxy {
  readonly #server: WebSocketServer;
  /** Called for every message of the service, in order: true loses it. */
  loses: (message: StreamMessage) => boolean = () => false;

  private constructor(server: WebSocketServer, target: number) {
    this.#server = server;
    server.on('connection', (client) => this.#join(client, target));
  }

  static async start(target: number): Promise<LosingProxy> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    const proxy = new LosingProxy(server, target);
    onTestFinished(() => proxy.stop());
    return proxy;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #join(client: WebSocket, target: number): void {
    const service = new WebSocket(`ws://127.0.0.1:${target}/v1/stream`);
    const waiting: string[] = [];
    client.on('message', (data) => {
      if (service.readyState === WebSocket.OPEN) service.send(String(data));
      else waiting.push(String(data));
    });
    service.on('open', () => {
      for (const text of waiting) service.send(text);
    });
    service.on('message', (data) => {
      const messages = readFrame(String(data));
      const kept = messages.filter((message) => !this.loses(message));
      if (kept.length > 0) client.send(JSON.stringify(kept));
    });
    for (const [one, other] of [
      [client, service],
      [service, client],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => other.terminate());
    }
  }
}
