import { openPool } from './http/connection-pool.ts';
import { httpWording } from './http/wording.ts';
import { openSessions } from './session/session-pool.ts';
import { sessionWording } from './session/wording.ts';
import type { Transport, TransportOptions, Via } from './transport.ts';

const TRANSPORTS: Readonly<Record<Via, (options: TransportOptions) => Promise<Transport>>> = {
  http: async ({ port, size, tokens }) => ({
    pool: await openPool(port, size),
    wording: httpWording(tokens),
  }),
  session: async (options) => ({ pool: await openSessions(options), wording: sessionWording }),
};

export const openTransport = (via: Via, options: TransportOptions): Promise<Transport> =>
  TRANSPORTS[via](options);
