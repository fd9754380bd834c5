import type { ErrorCode } from '../errors.ts';
import type { Method, Route } from './route.ts';

/** What any request may be answered, whatever it is for. */
const OF_ANY: readonly ErrorCode[] = [
  'REQUEST_MALFORMED_HTTP',
  'REQUEST_INVALID',
  'REQUEST_UNKNOWN_FIELD',
  'REQUEST_TIMEOUT',
  'REQUEST_EXPECTATION',
  'REQUEST_RATE_LIMITED',
  'REQUEST_HEADERS_TOO_LARGE',
  'REQUEST_EXPECTATION',
  'SERVICE_INTERNAL',
  'SERVICE_OVERLOADED',
  'SERVICE_UNAVAILABLE',
];
/** Whoever watches is not counted. */
const OF_COUNTED: readonly ErrorCode[] = ['REQUEST_RATE_LIMITED'];
/** A parameter of the path that is empty, or a request that is no upgrade. */
const OF_PATH: readonly ErrorCode[] = ['REQUEST_ROUTE_NOT_FOUND'];
/** A parameter where there is none of that name, or none at all. */
const OF_QUERY: readonly ErrorCode[] = ['REQUEST_UNKNOWN_FIELD'];
/** Also of a DELETE, whose content type is looked at though it has no content. */
const OF_CONTENT: readonly ErrorCode[] = ['REQUEST_UNSUPPORTED_MEDIA_TYPE'];
const OF_BODY: readonly ErrorCode[] = [
  'REQUEST_MALFORMED_JSON',
  'REQUEST_INVALID_UTF8',
  'REQUEST_DUPLICATE_KEY',
  'REQUEST_DIGEST',
  'REQUEST_TOO_DEEP',
  'REQUEST_BODY_TOO_LARGE',
];
/** Of the account that is asked for by a header. */
const OF_ACCOUNT: readonly ErrorCode[] = ['ACCOUNT_NOT_FOUND'];
const OF_KEY: readonly ErrorCode[] = ['REQUEST_KEY_REUSED'];
const OF_TOKEN: readonly ErrorCode[] = ['AUTH_REQUIRED', 'AUTH_SIGNATURE'];
const OF_GUARD: readonly ErrorCode[] = [
  'AUTH_FORBIDDEN',
  'AUTH_SCOPE',
  'AUTH_SESSION_ONLY',
  'AUTH_STEP_UP_REQUIRED',
];

/** Every code that a route may answer. */
export function errorsOf(method: Method, route: Route): ReadonlySet<ErrorCode> {
  const { credentials, path, headers = [], body, answers, errors = [] } = route;
  return new Set([
    ...OF_ANY,
    ...(credentials === 'ignored' ? [] : [...OF_COUNTED, ...OF_QUERY, ...OF_TOKEN]),
    ...(credentials === undefined ? OF_GUARD : []),
    ...(path === undefined && answers !== 'webSocket' ? [] : OF_PATH),
    ...(method === 'GET' ? [] : OF_CONTENT),
    ...(body === undefined ? [] : OF_BODY),
    ...(headers.includes('Account-Id') ? OF_ACCOUNT : []),
    ...(headers.includes('Idempotency-Key') ? OF_KEY : []),
    ...errors,
  ]);
}
