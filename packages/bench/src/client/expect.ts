import type { ApiReply, ApiRequest } from './api-client.ts';

/** The instance answered something that the run cannot go on from. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
}

export function isSuccess(reply: ApiReply): boolean {
  return reply.status >= 200 && reply.status < 300;
}

/** The `code` of a problem answer; undefined where there is none. */
export function problemCode(reply: ApiReply): string | undefined {
  const { body } = reply;
  if (typeof body !== 'object' || body === null || !('code' in body)) return undefined;
  return typeof body.code === 'string' ? body.code : undefined;
}

/** What the client of HTTP gives back. */
export interface Answered<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** @throws UnexpectedAnswerError that says what was asked, and what was answered instead */
export function expectData<Data>(asked: string, { data, error, response }: Answered<Data>): Data {
  if (data !== undefined) return data;
  const answer = `${response.status} ${JSON.stringify(error)}`;
  throw new UnexpectedAnswerError(`${asked} was answered ${answer}`);
}

/** The body of a 2xx answer. Its form is the contract's; what we rely on of it is checked where it is used. */
export function expectSuccess<Body>(request: ApiRequest, reply: ApiReply): Body {
  if (isSuccess(reply)) return reply.body as Body;
  const answer = `${reply.status} ${JSON.stringify(reply.body)}`;
  throw new UnexpectedAnswerError(`${request.method} ${request.path} was answered ${answer}`);
}
