export { type Bound, take } from './bounds.ts';
export { createEdge, type EdgeOptions } from './edge.ts';
export { DEPTH_MAX, parseJson } from './json-body.ts';
export { EDGE_LIMITS, type EdgeLimits } from './limits.ts';
export type { Check, Checks } from './operations.ts';
export type { EdgeParts } from './parts.ts';
export { PROBLEM_TYPE, problemOf, type RequestFailure, sendProblem } from './problem.ts';
export { validate } from './validate.ts';
