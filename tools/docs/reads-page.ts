import {
  CANDLE_INTERVAL,
  candlesQuery,
  DEPTH_LIMIT,
  DEPTH_LIMIT_MAX,
  READS,
  type Read,
} from '@truetape/contracts';
import { code, page, table } from './markdown.ts';

const candleIntervals = candlesQuery.shape.interval.unwrap().options.join(', ');

/** What each parameter of a query means, on whatever route it stands. */
const PARAMETERS: Readonly<Record<string, string>> = {
  after: 'What comes after this revision of the stream, or after this log position.',
  asset: 'Of one asset.',
  at: 'Up to this moment; up to now where it is left out.',
  by: '`strategy`: a line for each market and strategy.',
  clientOrderId: 'The order that its client named so. Waits for the head of the log.',
  cursor: '`next` of the page before.',
  depth: `So many levels of each side: ${DEPTH_LIMIT}, ${DEPTH_LIMIT_MAX} at most.`,
  from: 'From this moment on; in `pnl` from this day on.',
  interval: `The time that a candle spans: ${candleIntervals}; ${CANDLE_INTERVAL} where it is left out.`,
  limit: 'So many items on a page.',
  minPosition: 'At least as the log was at this position.',
  orderId: 'Of one order.',
  status:
    'In this state now. Of orders: `pending`, `open`, `filled`, `cancelled`, `rejected`, `expired`, and `unfinished` for the first two; of withdrawals: `pending`, `approved`, `rejected`.',
  stream: 'The events of one stream; of all where it is left out.',
  symbol: 'Of one market.',
  to: 'Before this moment; in `pnl` until the end of this day.',
};

export function readsPage(): string {
  const reads: [string, Read][] = Object.entries(READS);
  const used = new Set(reads.flatMap(([, { query }]) => Object.keys(query.shape)));
  return page(
    '# What can be read',
    'Every route of `GET`, its parameters, and how long its pages are. A parameter that does not stand here is 400 `REQUEST_UNKNOWN_FIELD`; one of a wrong form, or beyond its maximum, is 400 `REQUEST_INVALID`, with its name as `field`. How pages, positions, tags and CSV work is [told with an example](../reading.md).',
    '## Lists',
    table(
      ['route', 'parameters', 'sorted by', 'items', 'at most', 'CSV'],
      reads.flatMap(([path, { query, list }]) =>
        list === undefined
          ? []
          : [
              [
                code(path),
                parametersOf(query.shape),
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
      reads.flatMap(([path, { query, list }]) =>
        list === undefined ? [[code(path), parametersOf(query.shape)]] : [],
      ),
    ),
    '## Parameters',
    table(
      ['parameter', 'meaning'],
      [...used].sort().map((name) => [code(name), PARAMETERS[name] ?? missing(name)]),
    ),
  );
}

const parametersOf = (shape: object) => Object.keys(shape).map(code).join(', ');

function missing(name: string): never {
  throw new Error(`tools/docs/reads-page.ts does not say what the parameter ${name} is`);
}
