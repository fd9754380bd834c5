import { DESCRIBED, VIEWS } from './catalogue.ts';

/** Who may read the views and nothing else. Made by a migration; people are made members of it. */
export const ANALYST = 'truetape_analyst';

const STATISTICS = 'analytics.statistics(text, timestamptz)';

const STATISTICS_ABOUT =
  'The trades of a market in the 24 hours up to a moment, that moment included and the one 24 hours before it not. Exact. One row; without trades its counts are 0 and its prices null.';

/**
 * All of the schema `analytics`, and the words of every table. It may be run again at any time, in a transaction: views are
 * replaced, not dropped, so that what others made of them stays.
 */
export function analyticsStatements(): readonly string[] {
  return [
    'create schema if not exists analytics',
    ...DESCRIBED.flatMap(({ table: { name }, about, columns }) => [
      comment(`table truetape.${name}`, about),
      ...columnComments(`truetape.${name}`, columns),
    ]),
    ...VIEWS.flatMap(({ name, about, columns, query }) => [
      `create or replace view analytics.${name} as ${query}`,
      comment(`view analytics.${name}`, about),
      ...columnComments(`analytics.${name}`, columns),
    ]),
    // As its owner, for whoever asks may not read the tables.
    `create or replace function ${STATISTICS.replace('text, ', 'symbol text, at ')}
      returns table (
        from_at timestamptz, to_at timestamptz,
        open numeric, high numeric, low numeric, last numeric, change numeric,
        volume numeric, notional numeric, trades bigint, first_trade bigint, last_trade bigint
      ) language sql stable security definer set search_path = ''
      as 'select * from truetape.statistics($1, $2)'`,
    comment(`function ${STATISTICS}`, STATISTICS_ABOUT),
    `revoke all on function ${STATISTICS} from public`,
    `grant usage on schema analytics to ${ANALYST}`,
    `grant select on all tables in schema analytics to ${ANALYST}`,
    `grant execute on function ${STATISTICS} to ${ANALYST}`,
  ];
}

const columnComments = (relation: string, columns: Readonly<Record<string, string>>) =>
  Object.entries(columns).map(([name, about]) => comment(`column ${relation}.${name}`, about));

const comment = (what: string, text: string) =>
  `comment on ${what} is '${text.replaceAll("'", "''")}'`;
