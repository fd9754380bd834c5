import { SINK } from './personas.ts';
import type { World } from './world.ts';

/** What a cell sends. */
export interface Sent {
  readonly url: string;
  readonly payload?: object;
}

const ORDER = { symbol: 'BTC-USD', side: 'buy', type: 'limit', price: '10', quantity: '1' };
const reason = 'a test';

/** Bodies that are right where an account is named: only then can a handler do something with the wrong one. */
const BODIES: Readonly<Record<string, (n: number) => object>> = {
  'POST /v1/orders': (n) => ({ ...ORDER, clientOrderId: `one-${n}` }),
  'POST /v1/orders/oco': (n) => ({
    ...{ symbol: 'BTC-USD', side: 'sell', quantity: '0.01' },
    limit: { clientOrderId: `low-${n}`, price: '900' },
    stop: { clientOrderId: `high-${n}`, type: 'stop', stopPrice: '20' },
  }),
  'POST /v1/orders/test': (n) => ({ ...ORDER, clientOrderId: `test-${n}` }),
  'POST /v1/orders/batch': (n) => ({ orders: [{ ...ORDER, clientOrderId: `batch-${n}` }] }),
  'PATCH /v1/orders/{orderId}': () => ({ price: '90' }),
  'POST /v1/accounts/{id}/deposits': (n) => funds(n),
  'POST /v1/accounts/{id}/withdrawals': (n) => funds(n),
  'POST /v1/accounts/{id}/withdrawals/{withdrawalId}/approve': () => ({}),
  'POST /v1/accounts/{id}/withdrawals/{withdrawalId}/reject': () => ({ reason }),
  'POST /v1/accounts/{id}/transfers': (n) => ({ ...funds(n), to: SINK }),
  'POST /v1/accounts/{id}/status': () => ({ status: 'open', reason }),
  'POST /v1/accounts/{id}/limits': () => ({}),
  'POST /v1/accounts/{id}/kill-switch': () => ({ action: 'trip', reason }),
  'POST /v1/accounts/{id}/cancel-on-silence': () => ({ timeoutMs: 60_000 }),
  'POST /v1/accounts/{id}/access': () => ({ userId: 'guest', access: 'viewer' }),
  'release of an account': () => ({ action: 'release', reason }),
  'release of a market': () => ({ action: 'release', reason }),
};

/** What would end the session that asks is asked in a form that is refused. */
const QUERIES: Readonly<Record<string, string>> = { 'DELETE /v1/sessions': '?keep=none' };

function funds(n: number): object {
  return { asset: 'USD', amount: '0.01', reference: `cell-${n}` };
}

/** What only some who may use a route may ask of it: the route that it is asked of. */
export const ASKED_OF: Readonly<Record<string, string>> = {
  'release of an account': 'POST /v1/accounts/{id}/kill-switch',
  'release of a market': 'POST /v1/kill-switch',
};

/** Shown in the trail of an order: no request of its own. */
const WHOLE_TRAIL = 'whole trail';
/** Whether a rule is about a request of its own, and not about a channel of the feeds. */
export const isAsked = (name: string): boolean =>
  !name.startsWith('stream ') && name !== WHOLE_TRAIL;

export const namesAccount = (name: string): boolean => name.includes('/accounts/{id}');
export const namesOrder = (name: string): boolean => /\/orders\/\{/.test(name);

/** @param n of the cell */
export function requestOf(
  { thingsOf }: World,
  name: string,
  accountId: string,
  n: number,
): Sent & { readonly hasExample: boolean } {
  const [, path = ''] = (ASKED_OF[name] ?? name).split(' ');
  const { orderId, withdrawalId } = thingsOf(accountId);
  const ids: Readonly<Record<string, string>> = {
    id: namesAccount(path) ? accountId : '999999',
    orderId,
    withdrawalId,
    symbol: 'BTC-USD',
    asset: 'NONE',
    userId: namesAccount(path) ? 'guest' : 'dummy',
  };
  const filled = path.replace(/\{(\w+)\}/g, (_, id: string) => ids[id] ?? 'unknown');
  const url = `${filled}${QUERIES[name] ?? ''}`;
  const takesNothing = /^(GET|DELETE) /.test(name);
  if (takesNothing) return { url, hasExample: true };
  const body = BODIES[name]?.(n);
  return { url, payload: body ?? {}, hasExample: body !== undefined };
}
