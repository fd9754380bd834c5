import type { AsyncApi } from '@truetape/contracts';

/** What of JSON Schema the document uses. */
interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema | readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

const STYLE = `body{font:16px/1.5 system-ui;margin:2rem auto;max-width:60rem;padding:0 1rem}
table{border-collapse:collapse}td{border-top:1px solid #ccc;padding:.2rem 1rem .2rem 0;vertical-align:top}
code{font-size:.9em}@media(prefers-color-scheme:dark){body{background:#111;color:#ddd}a{color:#8cf}}`;

/** The AsyncAPI document as a page for people: no script, and nothing from elsewhere. */
export function feedsPage(document: AsyncApi): string {
  const { info, channels, components } = document;
  const { frame: _, ...requests } = components.messages as Readonly<Record<string, object>>;
  const asked = Object.keys(requests);
  const schemas = Object.entries(components.schemas as Readonly<Record<string, Schema>>);
  const sections: [string, (name: string, schema: Schema) => boolean][] = [
    ['What a client sends, one in a frame', (name) => asked.includes(name)],
    [
      'What it is told, an array of these in a frame',
      (name, { title }) => !!title && !asked.includes(name),
    ],
    ['What messages are made of', (_name, { title }) => title === undefined],
  ];
  const body = sections.map(([heading, isIn]) => {
    const shown = schemas.filter(([name, schema]) => isIn(name, schema));
    return `<h2>${heading}</h2>${shown.map(([name, schema]) => section(name, schema)).join('')}`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${info.title}</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style>
<h1>${info.title}</h1><p>${escaped(info.description)}</p>
<p><code>GET ${channels.stream.address}</code>: ${escaped(channels.stream.description)}
For programs: <a href="/asyncapi.json">asyncapi.json</a>.</p>
${body.join('\n')}</html>
`;
}

function section(name: string, schema: Schema): string {
  const description =
    schema.description === undefined ? '' : `<p>${escaped(schema.description)}</p>`;
  const fields = Object.entries(schema.properties ?? {}).map(([field, of]) => {
    const isOptional = !schema.required?.includes(field);
    return `<tr><td><code>${field}</code>${isOptional ? '?' : ''}<td>${typeOf(of)}`;
  });
  const form = fields.length > 0 ? `<table>${fields.join('')}</table>` : `<p>${typeOf(schema)}</p>`;
  return `<h3 id="${name}">${name}</h3>${description}${form}`;
}

/** In a line. */
function typeOf(schema: Schema): string {
  const { $ref, anyOf, oneOf, allOf, items, properties, type } = schema;
  const choice = anyOf ?? oneOf ?? allOf;
  if ($ref !== undefined) return linkTo($ref.split('/').at(-1) ?? '');
  if (choice !== undefined) return choice.map(typeOf).join(' or ');
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(code).join(' or ');
  if (items !== undefined) return listOf(items);
  if (properties === undefined) return type ?? 'anything';
  const fields = Object.entries(properties).map(
    ([name, of]) => `<code>${name}</code>: ${typeOf(of)}`,
  );
  return `{${fields.join(', ')}}`;
}

function listOf(items: Schema | readonly Schema[]): string {
  const isTuple = (of: Schema | readonly Schema[]): of is readonly Schema[] => Array.isArray(of);
  return isTuple(items) ? `[${items.map(typeOf).join(', ')}]` : `list of ${typeOf(items)}`;
}

const linkTo = (name: string) => `<a href="#${name}">${name}</a>`;
const code = (value: unknown) => `<code>${escaped(JSON.stringify(value))}</code>`;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
