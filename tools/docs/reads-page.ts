import { QUERY_PARAMETERS, type Route, routes } from '@truetape/contracts/http-api';
import { code, page, table } from './markdown.ts';

/** Every read, by its path. */
const READS = routes
  .filter(([key, { query }]) => key.startsWith('GET ') && query !== undefined)
  .map(([key, route]): [string, Route] => [key.slice('GET '.length), route]);

export function readsPage(): string {
  const used = new Set(READS.flatMap(([, { query }]) => Object.keys(query?.shape ?? {})));
  return page(
    '# What can be read',
    'Every route of `GET`, its parameters, and how long its pages are. A parameter that does not stand here is 400 `REQUEST_UNKNOWN_FIELD`; one of a wrong form, or beyond its maximum, is 400 `REQUEST_INVALID`, with its name as `field`. How pages, positions, tags and CSV work is [told with an example](../reading.md).',
    '## Lists',
    table(
      ['route', 'parameters', 'sorted by', 'items', 'at most', 'CSV'],
      READS.flatMap(([path, { query, list }]) =>
        list === undefined
          ? []
          : [
              [
                code(path),
                parametersOf(query?.shape ?? {}),
                list.order,
                String(list.limit),
                String(list.limitMax),
                list.csv ? 'yes' : '',
              ],
            ],
      ),
    ),
    '## One thing',
    table(
      ['route', 'parameters'],
      READS.flatMap(([path, { query, list }]) =>
        list === undefined ? [[code(path), parametersOf(query?.shape ?? {})]] : [],
      ),
    ),
    '## Parameters',
    table(
      ['parameter', 'meaning'],
      [...used].sort().map((name) => [code(name), QUERY_PARAMETERS[name] ?? '']),
    ),
  );
}

const parametersOf = (shape: object) => Object.keys(shape).map(code).join(', ');
