export { createQueryApi, type QueryApi, type QueryApiOptions } from './query-api.ts';
export { STREAM_LIMITS, type StreamLimits } from './stream/limits.ts';
