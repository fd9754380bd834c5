import {
  DERIVED,
  DESCRIBED,
  type Described,
  RELATIONS,
} from '../../packages/projections/src/analytics/index.ts';
import { code, page, table } from './markdown.ts';

type View = (typeof DERIVED)[number];

export function tablesPage(): string {
  return page(
    '# Tables',
    'The read models in Postgres, each with a view of the same name and columns in the schema `analytics`; how to read them is [For analysts](../analytics.md). Amounts are exact.',
    '## How they belong together',
    'A line means that each row at its open end is of one row at the other, by the columns named. Of the columns only those of the keys are drawn.',
    ['```mermaid', ...diagram(), '```'].join('\n'),
    '## Tables of the read models',
    ...DESCRIBED.flatMap(tableParts),
    '## Views that are reckoned from them',
    ...DERIVED.flatMap(viewParts),
    '## Functions',
    '`analytics.statistics(symbol, at)`: the trades of a market in the 24 hours up to a moment, that moment included and the one 24 hours before it not, to the last digit. One row: `from_at`, `to_at`, `open`, `high`, `low`, `last`, `change`, `volume`, `notional`, `trades`, `first_trade`, `last_trade`.',
  );
}

function diagram(): readonly string[] {
  const entities = DESCRIBED.flatMap(({ table: { name, key, columns } }) => [
    `  ${name} {`,
    ...key.map((column) => `    ${columns[column]} ${column} PK`),
    '  }',
  ]);
  const lines = RELATIONS.map(({ of, to, by }) => `  ${to} ||--o{ ${of} : "${by.join(', ')}"`);
  return ['erDiagram', ...lines, ...entities];
}

function tableParts({ table: { name, key, columns: types }, about, columns, sealed }: Described) {
  const rows = Object.entries(columns).map(([column, words]) => {
    const type = types[column] ?? '';
    const shown = sealed.includes(column) ? `${words} Not in the view.` : words;
    return [code(column), typeOf(type), type.endsWith('?') ? 'yes' : '', shown];
  });
  return [
    `### ${name}`,
    `${about} Key: ${key.map(code).join(', ')}.`,
    table(['column', 'type', 'may be null', 'meaning'], rows),
  ];
}

const typeOf = (type: string) => type.replace('?', '');

function viewParts({ name, key, about, columns }: View) {
  const rows = Object.entries(columns).map(([column, words]) => [code(column), words]);
  return [
    `### ${name}`,
    `${about} Unique by ${key.map(code).join(', ')}.`,
    table(['column', 'meaning'], rows),
  ];
}
