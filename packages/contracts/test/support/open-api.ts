import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { openApi } from '../../src/http-api/index.ts';

interface Answer {
  readonly headers?: Readonly<Record<string, { readonly $ref?: string }>>;
  readonly content?: Readonly<Record<string, object>>;
}
type Operations = Readonly<
  Record<string, { readonly responses: Readonly<Record<string, Answer>> }>
>;

/** An answer as a client gets it. */
export interface Given {
  readonly method: string;
  /** With its query or without. */
  readonly url: string;
  readonly status: number;
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const ID = 'truetape';
let read: ReturnType<typeof readDocument> | undefined;

function readDocument() {
  const document = JSON.parse(JSON.stringify(openApi()));
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, ID);
  const paths = Object.entries(document.paths as Readonly<Record<string, Operations>>)
    .map(([path, operations]) => ({ path, operations, form: formOf(path) }))
    // A path without parameters is meant before one with them.
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length);
  const compiled = new Map<string, ValidateFunction>();
  /** The schema at a place of the document. */
  const at = (...steps: readonly string[]) => {
    const $ref = `${ID}#/${steps.map(escaped).join('/')}`;
    const validate = compiled.get($ref) ?? ajv.compile({ $ref });
    compiled.set($ref, validate);
    return validate;
  };
  return { paths, at };
}

const formOf = (path: string) =>
  new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]*')}$`);

/** A step of a JSON pointer in a URI. */
const escaped = (step: string) =>
  encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));

function documented() {
  read ??= readDocument();
  return read;
}

/** Of a schema that has a name in the document. */
export const schemaValidator = (name: string) => documented().at('components', 'schemas', name);

/** What is wrong with an answer by the document: its status, a header, its body. Empty when nothing is. */
export function wrongIn(given: Given): readonly string[] {
  const { method, url, status, body } = given;
  const verb = method === 'HEAD' ? 'get' : method.toLowerCase();
  const [asked = ''] = url.split('?');
  const found = documented().paths.find(
    ({ form, operations }) => form.test(asked) && verb in operations,
  );
  const says = (what: string) => `${method} ${url} ${status}: ${what} in ${body.slice(0, 500)}`;
  if (found === undefined) return status < 300 ? [says('no operation')] : [];
  const answer = found.operations[verb]?.responses[status];
  if (answer === undefined) return [says('this status is not documented')];
  const where = ['paths', found.path, verb, 'responses', String(status)];
  const wrong = headersWrong(given, answer, where);
  const isWhole = method !== 'HEAD';
  return [...wrong, ...(isWhole ? bodyWrong(given, answer, where) : [])].map(says);
}

function headersWrong(
  { headers: given }: Given,
  { headers = {} }: Answer,
  where: readonly string[],
): readonly string[] {
  return Object.entries(headers).flatMap(([name, { $ref }]) => {
    const value = given[name.toLowerCase()];
    // Those by reference are always there.
    const isRequired = $ref !== undefined;
    if (value === undefined) return isRequired ? [`no ${name}`] : [];
    const place = isRequired ? ['components', 'headers'] : [...where, 'headers'];
    return documented().at(...place, name, 'schema')(String(value)) ? [] : [`${name}: ${value}`];
  });
}

function bodyWrong(
  { headers, body }: Given,
  { content }: Answer,
  where: readonly string[],
): readonly string[] {
  if (content === undefined) return body === '' ? [] : ['a body'];
  const [type = ''] = String(headers['content-type']).split(';');
  if (!(type in content)) return [`content type ${type}`];
  if (!type.endsWith('json')) return [];
  const validate = documented().at(...where, 'content', type, 'schema');
  if (validate(JSON.parse(body))) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    return `${instancePath} ${message} ${JSON.stringify(params)}`;
  });
}
