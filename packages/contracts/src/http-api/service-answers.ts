import { z } from 'zod';

const checks = z.record(
  z.string(),
  z.strictObject({
    ok: z.boolean(),
    detail: z.string().optional(),
    /** Requests are served without it. */
    optional: z.literal(true).optional(),
  }),
);
const status = z.enum(['ready', 'not-ready']);

/** `GET /health/ready` */
export const readiness = z.strictObject({ status, checks });

/** `GET /health` */
export const health = readiness.extend({
  name: z.string(),
  uptimeSeconds: z.number().int().min(0),
});

/** `GET /health/live` */
export const liveness = z.strictObject({ status: z.literal('alive') });

/** A document that describes an interface. */
export const interfaceDocument = z.record(z.string(), z.unknown());
