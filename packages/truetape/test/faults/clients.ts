import {
  type ApiClient,
  type ApiRequest,
  connectApi,
  expectSuccess,
  patientClient,
} from '@truetape/bench';
import { afterThisTest, ask, type Keys } from '../process/support.ts';
import { type Acknowledged, QUIET_MARKET, type Send } from './errands.ts';

/** Of each token. */
const CONNECTIONS = 8;
/** No restart takes that long, however busy the machine is. */
const PATIENCE_MS = 60_000;

export interface Clients {
  /** Sends the request until it is answered. Rejects with an answer that is not a success, and out of patience. */
  readonly send: Send;
  /** Why something was sent again: what the 503 said, or why no answer came. */
  readonly repeats: () => readonly string[];
}

/** Everybody who has a token, on several connections each: what is sent together arrives in any order. */
export function patientClients(port: number, { operator, traders }: Keys): Clients {
  const repeats: string[] = [];
  const onRepeat = (_request: ApiRequest, why: string) => repeats.push(why);
  const connect = (token: string): ApiClient =>
    patientClient(connectApi(`http://127.0.0.1:${port}`, token), {
      patienceMs: PATIENCE_MS,
      onRepeat,
    });
  const connected = [operator, ...traders].map(
    ({ token }) => [token, Array.from({ length: CONNECTIONS }, () => connect(token))] as const,
  );
  const clients = new Map(connected);
  afterThisTest(() =>
    Promise.all(connected.flatMap(([, own]) => own.map((client) => client.close()))),
  );
  let turn = 0;
  return {
    send: async ({ token, request }) => {
      turn += 1;
      const client = clients.get(token)?.[turn % CONNECTIONS];
      if (client === undefined) throw new RangeError('Nobody has this token.');
      return expectSuccess<Acknowledged>(request, await client.send(request));
    },
    repeats: () => repeats,
  };
}

/** Lists the market that errands stop and start. */
export async function openQuietMarket(port: number, { operator }: Keys): Promise<void> {
  await ask(port, operator.token, 'POST', '/v1/assets', { asset: 'ETH', scale: 8 });
  const { status, body } = await ask(port, operator.token, 'POST', '/v1/instruments', {
    symbol: QUIET_MARKET,
    tick: '0.01',
    lot: '0.00000001',
    minQuantity: '0.00000001',
    maxQuantity: '10000',
    minNotional: '0',
    maxNotional: '1000000000',
    makerRate: '0.001',
    takerRate: '0.002',
    referencePrice: '1000',
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
}
