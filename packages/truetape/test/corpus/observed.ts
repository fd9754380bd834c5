import { ERRORS, problem as problemForm } from '@truetape/contracts';
import { PROBLEM_TYPE } from '@truetape/edge';
import type { Answer } from './answers.ts';

/** Details are for people, and repeat little of what was sent. */
const DETAIL_LENGTH_MAX = 300;

/** What came, in the words in which cases say what they expect. */
export function observedAnswer({ status, headers, body }: Answer, isHead = false): string {
  if (status < 400 || isHead) return String(status);
  const type = headers.get('content-type');
  if (type !== PROBLEM_TYPE) return `${status} as ${type}: ${body.toString('latin1', 0, 200)}`;
  return observedProblem(jsonIn(body), status, headers.get('x-request-id'));
}

/** @param requestId that the answer is known by; undefined where what came never was a request */
export function observedProblem(value: unknown, status: number, requestId?: string): string {
  const read = problemForm.safeParse(value);
  if (!read.success) return `${status} is no problem: ${JSON.stringify(value)}`;
  const { type, title, code, field, detail = '', ...rest } = read.data;
  const isDeclared =
    ERRORS[code].status === status &&
    rest.status === status &&
    ERRORS[code].title === title &&
    type === `urn:truetape:error:${code}`;
  if (!isDeclared) return `${status} is not how ${code} is declared: ${JSON.stringify(value)}`;
  if (rest.requestId !== requestId) return `${status} ${code} has the id ${rest.requestId}`;
  if (detail.length > DETAIL_LENGTH_MAX) return `${status} ${code} repeats too much`;
  return said(status, code, field);
}

/** A field that is no plain word is written as JSON. */
export function said(status: number, code: string, field: string | undefined): string {
  if (field === undefined) return `${status} ${code}`;
  return `${status} ${code} ${/^[!#-~]+$/.test(field) ? field : JSON.stringify(field)}`;
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return bytes.toString('latin1', 0, 200);
  }
}
