import { z } from 'zod';
import { idempotencyKey, WAIT_SECONDS_MAX } from '../http/commands.ts';
import { accountId } from '../values.ts';

interface Header {
  readonly schema: z.ZodType;
  readonly description: string;
}

/** Headers that a client may send. */
export const REQUEST_HEADERS = {
  'Account-Id': {
    schema: accountId,
    description: 'Which account is meant, said by whoever may act for several.',
  },
  'Idempotency-Key': {
    schema: idempotencyKey,
    description: 'Names the command, so that sending it twice does it once.',
  },
  'If-None-Match': {
    schema: z.string(),
    description:
      'Tags of answers that the client has: one of them is answered 304, without a body.',
  },
  Prefer: {
    schema: z.string().regex(/^\s*wait=(\d|10)\s*$/, `wait=<seconds>, at most ${WAIT_SECONDS_MAX}`),
    description: `\`wait=<seconds>\`, at most ${WAIT_SECONDS_MAX}: answers with what the market made of it.`,
  },
  'X-Request-Id': {
    schema: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/),
    description: 'What the client calls the request; one of another form is passed over.',
  },
} as const satisfies Readonly<Record<string, Header>>;
export type RequestHeader = keyof typeof REQUEST_HEADERS;
