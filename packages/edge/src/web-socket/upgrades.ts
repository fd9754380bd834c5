import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** Takes over a connection that asks to leave HTTP, or ends it. */
export type TakeUpgrade = (request: IncomingMessage, socket: Socket, head: Buffer) => void;

/**
 * Where a connection goes that asks to leave HTTP: to the route of its path, else to whoever takes the rest. All hear
 * of it from one listener, because of two listeners each would answer.
 */
export class Upgrades {
  readonly #server: Server;
  readonly #routes = new Map<string, TakeUpgrade>();
  #rest: TakeUpgrade | undefined;

  constructor(server: Server) {
    this.#server = server;
  }

  route(path: string, take: TakeUpgrade): void {
    this.#listen();
    this.#routes.set(path, take);
  }

  /** Without it, what no route takes is answered as if it had not asked. */
  rest(take: TakeUpgrade): void {
    this.#listen();
    this.#rest = take;
  }

  /** Only where somebody takes them: with a listener, Node reads no body of such a request. */
  #listen(): void {
    if (this.#routes.size > 0 || this.#rest !== undefined) return;
    this.#server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      const path = request.url?.split('?', 1)[0] ?? '';
      // Every route hands to Fastify what it is asked, so any of them answers for a path that has none.
      const [anyRoute] = this.#routes.values();
      const take = this.#routes.get(path) ?? this.#rest ?? anyRoute;
      take?.(request, socket, head);
    });
  }
}
