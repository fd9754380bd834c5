import type { Method, Route, Routes } from './route.ts';
import { ACCOUNT_READS } from './routes/account-reads.ts';
import { ACCOUNT_ROUTES } from './routes/accounts.ts';
import { AUDIT_ROUTES } from './routes/audit.ts';
import { CORRECTION_ROUTES } from './routes/corrections.ts';
import { DOOR_ROUTES } from './routes/doors.ts';
import { MARKET_ROUTES } from './routes/markets.ts';
import { ORDER_ROUTES } from './routes/orders.ts';
import { SERVICE_ROUTES } from './routes/service.ts';
import { STAFF_ROUTES } from './routes/staff.ts';
import { USER_ROUTES } from './routes/users.ts';
import { VENUE_ROUTES } from './routes/venue.ts';

/** Every route of HTTP, by method and path. Whoever adds one says here what it takes and answers. */
export const ROUTES = {
  ...ORDER_ROUTES,
  ...ACCOUNT_ROUTES,
  ...ACCOUNT_READS,
  ...MARKET_ROUTES,
  ...VENUE_ROUTES,
  ...CORRECTION_ROUTES,
  ...AUDIT_ROUTES,
  ...DOOR_ROUTES,
  ...USER_ROUTES,
  ...STAFF_ROUTES,
  ...SERVICE_ROUTES,
} as const satisfies Routes;

export type RouteKey = keyof typeof ROUTES;

/** The same, as code that looks at all of them alike needs it. */
export const routes = Object.entries(ROUTES) as readonly (readonly [RouteKey, Route])[];

export function partsOf(key: RouteKey): readonly [method: Method, path: string] {
  return key.split(' ') as [Method, string];
}
