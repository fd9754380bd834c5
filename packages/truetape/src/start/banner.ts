import { keysPath } from '@truetape/auth';
import type { Config } from '../config.ts';

/** What a person sees when the service is up: where it is, where the keys are, and an order to try. */
export function banner({ port, host, dataDir, token }: Config & { readonly token: string }) {
  const url = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  const order = JSON.stringify({
    clientOrderId: 'my-first-order',
    symbol: 'BTC-USD',
    side: 'buy',
    type: 'limit',
    price: '63999.5',
    quantity: '0.01',
  });
  return [
    `Truetape takes orders at ${url}`,
    `Keys: ${keysPath(dataDir)}`,
    '',
    'Place an order:',
    `  curl -s ${url}/v1/orders -H 'Authorization: Bearer ${token}' \\`,
    `    -H 'Content-Type: application/json' -H 'Prefer: wait=5' \\`,
    `    -d '${order}'`,
    '',
  ];
}
