import { WAIT_SECONDS_MAX } from '@truetape/contracts';
import type { RequestFailure } from '@truetape/edge';
import { failed, ok, type Result } from '@truetape/kernel';

const WAIT = /^\s*wait=(\d{1,3})\s*$/;

/** `Prefer: wait=5` (RFC 7240) in milliseconds; nothing when the client does not want to wait. */
export function waitOf(header: unknown): Result<{ waitMs?: number }, RequestFailure> {
  if (header === undefined) return ok({});
  const seconds = typeof header === 'string' ? WAIT.exec(header)?.[1] : undefined;
  return seconds !== undefined && Number(seconds) <= WAIT_SECONDS_MAX
    ? ok({ waitMs: Number(seconds) * 1_000 })
    : failed({
        code: 'REQUEST_INVALID',
        field: 'Prefer',
        detail: `The only preference is wait=<seconds>, at most ${WAIT_SECONDS_MAX}.`,
      });
}
