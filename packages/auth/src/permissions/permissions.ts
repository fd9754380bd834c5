import type { Role } from '../user/user.ts';
import type { Guarded, Owned, Permission } from './permission.ts';

const ofPath = (access: Owned['access']): Owned => ({ by: 'path', access });
const ofAsking = (access: Owned['access']): Owned => ({ by: 'asking', access });
const ofOrder = (access: Owned['access']): Owned => ({ by: 'order', access });

/** Staff who may look at every account. */
const READERS: readonly Role[] = ['account-manager', 'auditor', 'risk-officer', 'support'];

const trading = { scope: 'trade', of: ofAsking('trader') } as const satisfies Guarded;
const reading = (of: Owned) => ({ scope: 'read', of, roles: READERS }) as const satisfies Guarded;
const staff = (roles: readonly Role[]) => ({ scope: 'manage', roles }) as const satisfies Guarded;
const keeping = staff(['market-operator']);
const correcting = staff(['account-manager', 'market-operator']);
/** One's own password, second factor, sessions. */
const ownSecrets = { scope: 'manage', sessionOnly: true } as const satisfies Guarded;
const administering = staff(['admin']);
/** What makes things go on that somebody has stopped. */
const releasing = { ...staff(['risk-officer']), stepUp: true } as const satisfies Guarded;

/**
 * Who may do what: every route by its method and path, every channel of the feeds by its name, and what only some
 * requests of a route ask for. There is no other rule, and what does not stand here cannot be served.
 */
export const PERMISSIONS = {
  'POST /v1/orders': trading,
  'POST /v1/orders/oco': trading,
  'POST /v1/orders/test': trading,
  'POST /v1/orders/batch': trading,
  'PATCH /v1/orders/{orderId}': trading,
  'DELETE /v1/orders/{orderId}': trading,
  'DELETE /v1/orders': trading,
  'GET /v1/session': trading,

  'POST /v1/accounts': staff(['account-manager']),
  'POST /v1/accounts/{id}/deposits': { scope: 'transfer', roles: ['payments'] },
  'POST /v1/accounts/{id}/withdrawals': {
    scope: 'transfer',
    of: ofPath('owner'),
    roles: ['account-manager'],
    stepUp: true,
  },
  'POST /v1/accounts/{id}/withdrawals/{withdrawalId}/approve': {
    scope: 'transfer',
    roles: ['account-manager'],
    stepUp: true,
  },
  'POST /v1/accounts/{id}/withdrawals/{withdrawalId}/reject': {
    scope: 'transfer',
    of: ofPath('owner'),
    roles: ['account-manager'],
  },
  'POST /v1/accounts/{id}/transfers': { scope: 'transfer', of: ofPath('owner'), stepUp: true },
  'POST /v1/accounts/{id}/status': staff(['account-manager', 'risk-officer']),
  'POST /v1/accounts/{id}/limits': { ...staff(['risk-officer']), stepUp: true },
  'POST /v1/accounts/{id}/kill-switch': {
    scope: 'trade',
    of: ofPath('trader'),
    roles: ['risk-officer', 'support'],
  },
  'release of an account': releasing,
  'POST /v1/accounts/{id}/cancel-on-silence': {
    scope: 'trade',
    of: ofPath('trader'),
    roles: ['risk-officer'],
  },

  'POST /v1/assets': keeping,
  'POST /v1/assets/{asset}/delist': keeping,
  'POST /v1/instruments': keeping,
  'POST /v1/instruments/{symbol}/auction': keeping,
  'POST /v1/instruments/{symbol}/close': keeping,
  'POST /v1/instruments/{symbol}/halt': staff(['market-operator', 'risk-officer']),
  'POST /v1/instruments/{symbol}/open': keeping,
  'POST /v1/instruments/{symbol}/pre-open': keeping,
  'POST /v1/instruments/{symbol}/resume': keeping,
  'POST /v1/instruments/{symbol}/fees': keeping,
  'POST /v1/instruments/{symbol}/kill-switch': staff(['market-operator', 'risk-officer']),
  'POST /v1/kill-switch': staff(['market-operator', 'risk-officer']),
  'release of a market': releasing,
  'POST /v1/ruleset': keeping,
  'POST /v1/corrections': correcting,
  'POST /v1/corrections/{correctionId}/approve': { ...correcting, stepUp: true },
  'POST /v1/corrections/{correctionId}/reject': correcting,

  'GET /v1/orders': reading(ofAsking('viewer')),
  'GET /v1/orders/{orderId}': reading(ofOrder('viewer')),
  'GET /v1/fills': reading(ofAsking('viewer')),
  'GET /v1/accounts/{id}/balances': reading(ofPath('viewer')),
  'GET /v1/accounts/{id}/statement': reading(ofPath('viewer')),
  'GET /v1/accounts/{id}/withdrawals': reading(ofPath('viewer')),
  'GET /v1/accounts/{id}/positions': reading(ofPath('viewer')),
  'GET /v1/accounts/{id}/pnl': reading(ofPath('viewer')),
  'GET /v1/accounts/{id}/fees': reading(ofPath('viewer')),
  'GET /v1/accounts/{id}/risk': reading(ofPath('viewer')),
  'GET /v1/audit/events': { scope: 'read', roles: ['auditor'] },
  'GET /v1/audit/orders/{orderId}': reading(ofOrder('viewer')),
  /** The trail with those on the other side of the order's trades. */
  'whole trail': { scope: 'read', roles: ['auditor'] },

  'POST /v1/users': 'anybody',
  'POST /v1/users/verify': 'anybody',
  'POST /v1/password-resets': 'anybody',
  'POST /v1/password-resets/confirm': 'anybody',
  'POST /v1/sessions': 'anybody',
  'POST /v1/sessions/refresh': 'anybody',
  'GET /.well-known/jwks.json': 'anybody',

  'GET /v1/me': { scope: 'read' },
  'GET /v1/sessions': ownSecrets,
  'DELETE /v1/sessions': ownSecrets,
  'DELETE /v1/sessions/{sessionId}': ownSecrets,
  'POST /v1/sessions/step-up': ownSecrets,
  'POST /v1/password': ownSecrets,
  'POST /v1/second-factor': ownSecrets,
  'POST /v1/second-factor/enable': ownSecrets,
  'POST /v1/second-factor/disable': ownSecrets,
  'GET /v1/keys': { scope: 'manage' },
  'POST /v1/keys': { ...ownSecrets, stepUp: true },
  'DELETE /v1/keys/{keyId}': { scope: 'manage' },

  'POST /v1/users/programs': administering,
  'GET /v1/users/{userId}': staff(['admin', 'support']),
  'DELETE /v1/users/{userId}': { ...administering, stepUp: true },
  'POST /v1/users/{userId}/roles': { ...administering, stepUp: true },
  'POST /v1/users/{userId}/status': administering,
  'GET /v1/users/{userId}/sessions': administering,
  'DELETE /v1/users/{userId}/sessions': administering,
  'GET /v1/users/{userId}/keys': administering,
  'POST /v1/users/{userId}/keys': { ...administering, stepUp: true },
  'DELETE /v1/users/{userId}/keys/{keyId}': administering,
  'GET /v1/accounts/{id}/access': {
    scope: 'read',
    of: ofPath('owner'),
    roles: ['account-manager', 'admin', 'auditor'],
  },
  'POST /v1/accounts/{id}/access': {
    scope: 'manage',
    of: ofPath('owner'),
    roles: ['account-manager'],
    stepUp: true,
    sessionOnly: true,
  },
  'DELETE /v1/accounts/{id}/access/{userId}': {
    scope: 'manage',
    of: ofPath('owner'),
    roles: ['account-manager'],
  },

  'GET /v1/instruments': 'anybody',
  'GET /v1/instruments/{symbol}': 'anybody',
  'GET /v1/instruments/{symbol}/book': 'anybody',
  'GET /v1/instruments/{symbol}/ticker': 'anybody',
  'GET /v1/instruments/{symbol}/trades': 'anybody',
  'GET /v1/instruments/{symbol}/candles': 'anybody',
  'GET /v1/instruments/{symbol}/stats': 'anybody',
  'GET /v1/time': 'anybody',
  'GET /v1/stream': 'anybody',
  'GET /asyncapi.json': 'anybody',
  'GET /openapi.json': 'anybody',
  'GET /docs': 'anybody',
  'GET /docs/feeds': 'anybody',
  'GET /docs/files/{name}': 'anybody',
  'GET /docs/page.js': 'anybody',

  'stream book': 'anybody',
  'stream orders-of-book': 'anybody',
  'stream trades': 'anybody',
  'stream ticker': 'anybody',
  'stream candles': 'anybody',
  'stream auction': 'anybody',
  'stream orders': reading(ofPath('viewer')),
  'stream fills': reading(ofPath('viewer')),
  'stream balances': reading(ofPath('viewer')),
  'stream positions': reading(ofPath('viewer')),
  'stream risk': reading(ofPath('viewer')),
} as const satisfies Readonly<Record<string, Permission>>;

export type PermissionName = keyof typeof PERMISSIONS;

/** Undefined for what there is no rule of. */
export function permissionOf(name: string): Permission | undefined {
  return Object.hasOwn(PERMISSIONS, name) ? PERMISSIONS[name as PermissionName] : undefined;
}
