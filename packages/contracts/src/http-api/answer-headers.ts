const text = { type: 'string' } as const;
const textLike = (pattern: string) => ({ type: 'string', pattern }) as const;

/** Headers of answers. */
export const ANSWER_HEADERS = {
  'Cache-Control': {
    description:
      'Whether anybody on the way may keep it, and ask each time whether it still holds.',
    schema: { enum: ['no-cache', 'no-store'] },
  },
  ETag: {
    description: 'Names the content, for `If-None-Match`.',
    schema: textLike('^(W/)?"[!#-~]+"$'),
  },
  Link: { description: 'Where the next page is.', schema: text },
  RateLimit: {
    description: 'What is left of the tightest of the budgets that the request was counted in.',
    schema: text,
  },
  'RateLimit-Policy': { description: 'Those budgets.', schema: text },
  'Retry-After': {
    description: 'So many seconds later it is worth another try.',
    schema: textLike('^\\d+$'),
  },
  'Truetape-Position': {
    description: 'The log position that the answer reflects, or has come to.',
    schema: textLike('^(-1|0|[1-9]\\d*)$'),
  },
  Vary: { description: 'What decides about the media type.', schema: text },
  'WWW-Authenticate': { description: 'How to say who asks.', schema: text },
  'X-Request-Id': {
    description: 'What logs and events call the request.',
    schema: textLike('^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$'),
  },
} as const;
export type AnswerHeader = keyof typeof ANSWER_HEADERS;

/** Where rates are limited. */
const OF_RATES: readonly AnswerHeader[] = ['RateLimit', 'RateLimit-Policy'];

/** Headers of an answer: by reference those that it always has, written out those that it may have. */
export function headersOf(
  required: readonly AnswerHeader[],
  optional: readonly AnswerHeader[] = [],
) {
  return Object.fromEntries([
    ...required.map((name) => [name, { $ref: `#/components/headers/${name}` }]),
    ...[...optional, ...OF_RATES].map((name) => [name, ANSWER_HEADERS[name]]),
  ]);
}

/** Those that answers always have where they are spoken of by reference. */
export const headerComponents = () =>
  Object.fromEntries(
    Object.entries(ANSWER_HEADERS).map(([name, header]) => [name, { required: true, ...header }]),
  );
