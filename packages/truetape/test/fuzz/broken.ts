import fc from 'fast-check';
import type { Draft } from './draft.ts';
import { isValid, type Parameter } from './operations.ts';

/** What no field is, or hardly any. */
const WRONG = fc.constantFrom<unknown>(
  ...[null, true, -1, 1.5, 2 ** 60, '', ' ', '1e5', '-0', '+1', '0x1', '٣', 'a b', '\u0000'],
  ...[
    [],
    {},
    [[]],
    { a: 1 },
    'x'.repeat(300),
    '12345678901234567890123',
    '2026-02-30T00:00:00.000Z',
  ],
);
const NO_FIELD = fc.constantFrom('unknown', '__proto__x', 'Symbol', 'constructor', '');

type Where = Parameter['in'] | 'body';
export interface Broken {
  readonly draft: Draft;
  readonly where: Where;
}

/** A draft with one thing in it that the document does not have so; nothing where no such thing was found. */
export function brokenFrom(draft: Draft): fc.Arbitrary<Broken | undefined> {
  const { operation } = draft;
  const ways = [
    ...operation.parameters.filter(({ name }) => name !== 'X-Request-Id').map(parameterWrong),
    ...(operation.body === undefined ? [] : [fieldWrong, fieldMore, fieldLess]),
    ...(operation.parameters.some((parameter) => parameter.in === 'query') ? [parameterMore] : []),
  ];
  if (ways.length === 0) return fc.constant(undefined);
  return fc
    .tuple(fc.constantFrom(...ways), WRONG, fc.nat(), NO_FIELD)
    .map(([way, wrong, at, name]) => way(draft, { wrong, at, name }));
}

interface Choice {
  readonly wrong: unknown;
  readonly at: number;
  readonly name: string;
}
type Way = (draft: Draft, choice: Choice) => Broken | undefined;

const PLACES = { path: 'path', query: 'query', header: 'headers' } as const;

function parameterWrong(parameter: Parameter): Way {
  const { name, in: where, schema } = parameter;
  const place = PLACES[where];
  return (draft, { wrong }) => {
    const text = typeof wrong === 'string' ? wrong : JSON.stringify(wrong);
    // What a client of HTTP cannot write into a header never comes here, and tags may say anything.
    // Which account is meant is looked for like one of the path.
    if (name === 'Account-Id') return;
    if (where === 'header' && (name === 'If-None-Match' || !/^[\x21-\x7e]+$/.test(text))) return;
    if (where === 'path' && text === '') return;
    const read = schema.type === 'integer' && /^(0|[1-9]\d*)$/.test(text) ? Number(text) : text;
    if (isValid(schema, read)) return;
    // A key that was used is told before it is looked for what the path names.
    const headers = where === 'path' ? {} : draft.headers;
    return { draft: { ...draft, headers, [place]: { ...draft[place], [name]: text } }, where };
  };
}

const parameterMore: Way = (draft, { name }) =>
  draft.operation.parameters.some((parameter) => parameter.name === name)
    ? undefined
    : { draft: { ...draft, query: { ...draft.query, [name]: '1' } }, where: 'query' };

const fieldWrong: Way = (draft, { wrong, at }) =>
  withBody(draft, (body, fields) => ({ ...body, [fields[at % fields.length] ?? 'a']: wrong }));
const fieldMore: Way = (draft, { wrong, name }) =>
  withBody(draft, (body) => ({ ...body, [name]: wrong }));
const fieldLess: Way = (draft, { at }) =>
  withBody(draft, (body, fields) => {
    const { [fields[at % fields.length] ?? '']: _, ...rest } = body;
    return rest;
  });

function withBody(
  draft: Draft,
  change: (body: Readonly<Record<string, unknown>>, fields: readonly string[]) => object,
): Broken | undefined {
  const schema = draft.operation.body?.schema;
  const given = (draft.body ?? {}) as Readonly<Record<string, unknown>>;
  const body = change(given, Object.keys(given));
  if (schema === undefined || isValid(schema, body) || isBatch(body)) return undefined;
  return { draft: { ...draft, body }, where: 'body' };
}

/** Orders of a batch are refused one by one, each in its place of an answer that is no refusal. */
function isBatch(body: object): boolean {
  const { orders, ...others } = body as { readonly orders?: unknown };
  return Array.isArray(orders) && orders.length > 0 && Object.keys(others).length === 0;
}
