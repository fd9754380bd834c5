import { forOwner, readTrail } from '@truetape/audit/trail';
import {
  orderPath,
  PAGE_LIMIT,
  type Page,
  type TrailCursor,
  type TrailEntry,
  trailQuery,
} from '@truetape/contracts';
import type { EventLog } from '@truetape/event-store';
import { failed, ok } from '@truetape/kernel';
import type { FastifyInstance } from 'fastify';
import type { LogHead } from '../reads/log-head.ts';
import { answering, read } from './answering.ts';

/** A request looks at no more events than this, so a page may be short and yet not the last one. */
const LOOKED_MAX = 20_000;
/** Of rate limits: that takes longer than anything else here. */
const WEIGHT = 20;

/** All that the log has about one order: for auditors as it is, for its owner without those on the other side. */
export function trailRoute(app: FastifyInstance, log: EventLog, headOf: LogHead): void {
  app.get(
    '/v1/audit/orders/:orderId',
    { config: { weight: WEIGHT } },
    answering<Page<TrailEntry>>(async (request) => {
      const asked = read(request, orderPath, trailQuery);
      if (!asked.ok) return asked;
      const { orderId, cursor, limit = PAGE_LIMIT, minPosition } = asked.value;
      const head = await headOf(minPosition);
      if (!head.ok) return head;
      const trail = await readTrail(log, orderId, { cursor, limit, looked: LOOKED_MAX });
      if (trail === undefined) return failed('ORDER_NOT_FOUND');
      const { entries, next, position } = trail;
      const items =
        request.denialOf('whole trail') === undefined
          ? entries
          : entries.map((entry) => forOwner(entry, trail.accountId));
      return ok({ items, next: next === undefined ? null : cursorOf(next), position });
    }),
  );
}

function cursorOf({ after, settledAt }: TrailCursor): string {
  return settledAt === undefined ? String(after) : `${after}.${settledAt}`;
}
