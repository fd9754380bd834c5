import type { ErrorCode } from '../../errors.ts';
import { AUDIT_PAGE_LIMIT_MAX, PAGE_LIMIT, PAGE_LIMIT_MAX } from '../../http/queries.ts';
import type { RequestHeader } from '../request-headers.ts';

/** What any read may be answered that has not come to where it should be. */
export const OF_READ = ['SERVICE_BEHIND'] as const satisfies readonly ErrorCode[];

export const TAGGED = ['If-None-Match'] as const satisfies readonly RequestHeader[];

export const list = (order: string) =>
  ({ order, limit: PAGE_LIMIT, limitMax: PAGE_LIMIT_MAX }) as const;
export const auditList = (order: string) =>
  ({ order, limit: PAGE_LIMIT, limitMax: AUDIT_PAGE_LIMIT_MAX }) as const;
