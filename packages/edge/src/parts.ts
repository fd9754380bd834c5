import type { ErrorCode } from '@truetape/contracts';
import type { FastifyRequest } from 'fastify';
import type { Bounds } from './bounds.ts';
import type { AddressOf } from './client-address.ts';
import type { Closing } from './closing.ts';
import type { Journal } from './endings.ts';
import type { Unexpected } from './error-handler.ts';
import type { EdgeLimits } from './limits.ts';
import type { RateLimits } from './rate-limits/rate-limits.ts';
import type { Upgrades } from './web-socket/upgrades.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** What the edge has once, for plugins that take requests in another way than by a route of HTTP. */
    readonly edge: EdgeParts;
  }
}

export type OnProblem = (request: FastifyRequest, code: ErrorCode) => void;

export interface EdgeParts {
  readonly limits: EdgeLimits;
  readonly bounds: Bounds;
  /** From which address a request comes, as far as proxies are believed. */
  readonly addressOf: AddressOf;
  readonly rateLimits: RateLimits;
  readonly closing: Closing;
  readonly journal: Journal;
  /** Told of what nobody expected in a request. */
  readonly report: (unexpected: Unexpected) => void;
  readonly upgrades: Upgrades;
  /** What every answer has, also where none of Fastify's is given. */
  readonly headers: Readonly<Record<string, string>>;
  /** Told of every problem that a request is answered with. */
  readonly onProblem: Set<OnProblem>;
}
