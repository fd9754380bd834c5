import { idempotencyKey } from '@truetape/contracts';
import { type RequestFailure, sendProblem } from '@truetape/edge';
import { failed, ok, type Result } from '@truetape/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The key of a command that has no id of its own. */
export function keyOf(
  request: FastifyRequest,
): Result<{ idempotencyKey?: string }, RequestFailure> {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return ok({});
  const key = idempotencyKey.safeParse(header);
  return key.success
    ? ok({ idempotencyKey: key.data })
    : failed({
        code: 'REQUEST_INVALID',
        field: 'Idempotency-Key',
        detail: '1 to 64 characters of A-Z a-z 0-9 - _',
      });
}

/** Both parts of a request, or the failure of the first that is wrong. */
export function both<A, B>(
  first: Result<A, RequestFailure>,
  second: Result<B, RequestFailure>,
): Result<readonly [A, B], RequestFailure> {
  if (!first.ok) return first;
  return second.ok ? ok([first.value, second.value]) : second;
}

export const sendFailure = (reply: FastifyReply, { code, ...about }: RequestFailure) =>
  sendProblem(reply, code, about);
