import { Client, type ClientOptions } from './client.ts';

export * from './index.ts';

/** A page cannot give headers to the request that opens a WebSocket. */
export function connect(options: ClientOptions): Client {
  return new Client(options, { webSocket: () => WebSocket, authenticatesInBand: true });
}
