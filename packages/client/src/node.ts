import { WebSocket } from 'ws';
import { Client, type ClientOptions } from './client.ts';

export * from './index.ts';

/** Connects at once, and again whenever the connection ends, until it is closed. */
export function connect(options: ClientOptions): Client {
  return new Client(options, { webSocket, authenticatesInBand: false });
}

function webSocket(token: () => string | undefined) {
  return class extends WebSocket {
    constructor(url: string) {
      const now = token();
      const headers = now === undefined ? {} : { authorization: `Bearer ${now}` };
      super(url, { headers, perMessageDeflate: false });
    }
  };
}
