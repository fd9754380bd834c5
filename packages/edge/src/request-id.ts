import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a client may name a request: it goes into headers, logs and events as it is. */
const SANE = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

/**
 * Makes request ids: the client's own `X-Request-Id` when it is sane, else one that no other process or run makes:
 * 48 random bits of this run and a count. Cheap, and not secret.
 */
export function requestIds(): (request: Pick<IncomingMessage, 'headers'>) => string {
  const run = randomBytes(6).toString('hex');
  let count = 0;
  return (request) => {
    const asked = request.headers['x-request-id'];
    if (typeof asked === 'string' && SANE.test(asked)) return asked;
    count += 1;
    return `${run}-${count.toString(36)}`;
  };
}
