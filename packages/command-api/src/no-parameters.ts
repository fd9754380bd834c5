import { noQuery } from '@truetape/contracts';
import { validate } from '@truetape/edge';
import type { preValidationHookHandler } from 'fastify';
import { sendFailure } from './request-parts.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route reads what stands behind the question mark. */
    parameters?: boolean;
  }
}

/** A command says everything in its body: `?test=true` is not dropped in silence. */
export const noParameters: preValidationHookHandler = (request, reply, done) => {
  if (!request.raw.url?.includes('?') || request.routeOptions.config.parameters === true) {
    return done();
  }
  const asked = validate(noQuery, request.query);
  if (asked.ok) done();
  else sendFailure(reply, asked.failure);
};
