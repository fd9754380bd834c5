import * as q from '../../http/queries.ts';
import * as p from '../pages.ts';
import type { Routes } from '../route.ts';
import { auditList, OF_READ, TAGGED } from './reading.ts';

export const AUDIT_ROUTES = {
  'GET /v1/audit/events': {
    name: 'listEvents',
    topic: 'Audit',
    summary: 'The events of the log, of one stream or all.',
    query: q.auditEventsQuery,
    headers: TAGGED,
    answers: { 200: p.auditEventPage },
    errors: OF_READ,
    list: auditList('`position`, or `revision` within a stream'),
  },
  'GET /v1/audit/orders/{orderId}': {
    name: 'readTrail',
    topic: 'Audit',
    summary: 'All that the log has about one order, oldest first.',
    path: q.orderPath,
    query: q.trailQuery,
    headers: TAGGED,
    answers: { 200: p.trailPage },
    errors: [...OF_READ, 'ORDER_NOT_FOUND'],
    list: auditList('`position`'),
  },
} as const satisfies Routes;
