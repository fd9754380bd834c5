import { failed, ok, type Result } from '@truetape/kernel';
import type { core, ZodType } from 'zod';
import type { RequestFailure } from './problem.ts';

/** Fields and details repeat what the client sent; this much of it is enough. */
const TEXT_LENGTH_MAX = 200;

/**
 * Checks a body, a query string or parameters against a schema of the wire. Nothing is coerced. The failure is that of
 * the first issue, so the same request always gets the same answer.
 */
export function validate<T>(schema: ZodType<T>, value: unknown): Result<T, RequestFailure> {
  // `safeParse` and never `parse`: throwing costs forty times as much.
  const parsed = schema.safeParse(value);
  return parsed.success ? ok(parsed.data) : failed(failureOf(parsed.error.issues[0]));
}

function failureOf(issue: core.$ZodIssue | undefined): RequestFailure {
  if (issue === undefined) return { code: 'REQUEST_INVALID' };
  if (issue.code === 'unrecognized_keys') {
    const field = fieldOf([...issue.path, issue.keys[0] ?? '']);
    return { code: 'REQUEST_UNKNOWN_FIELD', field };
  }
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return {
    code: 'REQUEST_INVALID',
    detail: missing ? `Missing: expected ${issue.expected}.` : shortened(issue.message),
    ...(issue.path.length === 0 ? {} : { field: fieldOf(issue.path) }),
  };
}

/** `['orders', 3, 'price']` → `orders[3].price` */
function fieldOf(path: readonly PropertyKey[]): string {
  let field = '';
  for (const step of path) {
    if (typeof step === 'number') field += `[${step}]`;
    else field += field === '' ? String(step) : `.${String(step)}`;
  }
  return shortened(field);
}

function shortened(text: string): string {
  return text.length <= TEXT_LENGTH_MAX ? text : `${text.slice(0, TEXT_LENGTH_MAX)}…`;
}
