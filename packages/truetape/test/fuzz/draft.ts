import fc from 'fast-check';
import { arbitraryOf, BY_NAME } from './arbitrary-of.ts';
import type { Asked } from './http-client.ts';
import type { Operation, Parameter } from './operations.ts';
import type { Pools } from './pools.ts';

type Values = Readonly<Record<string, unknown>>;

/** A request before it is written. */
export interface Draft {
  readonly operation: Operation;
  readonly path: Values;
  readonly query: Values;
  readonly headers: Values;
  readonly body?: unknown;
}

const OURS = 'X-Request-Id';

/** Requests as the document has them. */
export function draftsOf(operation: Operation, pools: Pools): fc.Arbitrary<Draft> {
  const { parameters, body } = operation;
  const placed = (where: Parameter['in']) => {
    const here = parameters.filter(
      (parameter) => parameter.in === where && parameter.name !== OURS,
    );
    const model = Object.fromEntries(
      here.map(({ name, schema }) => [name, BY_NAME[name] ?? arbitraryOf(schema, pools)]),
    );
    const requiredKeys = here.filter(({ required }) => required).map(({ name }) => name);
    return fc.record(model, { requiredKeys, noNullPrototype: true });
  };
  const content = body === undefined ? fc.constant({}) : bodiesOf(body, pools);
  return fc
    .tuple(placed('path'), placed('query'), placed('header'), content)
    .map(([path, query, headers, given]) => ({ operation, path, query, headers, ...given }));
}

function bodiesOf({ required, schema }: NonNullable<Operation['body']>, pools: Pools) {
  const given = arbitraryOf(schema, pools).map((body) => ({ body }));
  return required ? given : fc.oneof(given, fc.constant({}));
}

/** @param token undefined: nobody says who asks */
export function written(draft: Draft, token: string | undefined, requestId: string): Asked {
  const { operation, path, query, headers, body } = draft;
  const search = Object.entries(query).map(([name, value]) => {
    return `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`;
  });
  const pathname = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(path[name])),
  );
  return {
    method: operation.method,
    url: search.length === 0 ? pathname : `${pathname}?${search.join('&')}`,
    headers: {
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      'x-request-id': requestId,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  };
}

/** A trader reaches what is theirs, and an operator says whose it is: what is broken beside that is seen. */
export function ofCaller(draft: Draft, caller: string): Draft {
  const { operation, path, headers } = draft;
  if (caller === 'operator') {
    const saysWhose = operation.parameters.some(({ name }) => name === 'Account-Id');
    return saysWhose ? { ...draft, headers: { ...headers, 'Account-Id': 'ann' } } : draft;
  }
  const { 'Account-Id': _, ...others } = headers;
  const own = {
    ...('id' in path ? { id: caller } : {}),
    ...('orderId' in path ? { orderId: `${caller}.3` } : {}),
  };
  return { ...draft, headers: others, path: { ...path, ...own } };
}
