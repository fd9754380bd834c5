import { type Place, type StateThen, stateAt } from '@truetape/audit';
import { START } from '@truetape/event-store';
import { z } from 'zod';
import { positionIn } from './place.ts';
import { printJson } from './print.ts';
import { printState } from './print-state.ts';
import { readingBar } from './progress.ts';
import { type OfLog, type OpenedLog, withLog } from './source.ts';
import { auditing, complain, EXIT, Trouble } from './trouble.ts';

export interface AtCommandOptions extends OfLog {
  readonly time?: string;
  readonly position?: string;
  readonly stream?: string;
  readonly revision?: string;
  readonly account?: string;
  readonly symbol?: string;
  readonly json?: boolean;
}

/** `truetape audit at`: what accounts had and what stood in the books at a place of the log. */
export function at(options: AtCommandOptions): Promise<number> {
  const { json = false } = options;
  return auditing(() =>
    withLog(options, async (log) => {
      const place = await placeIn(log, options);
      if (place === undefined)
        return say(`${options.stream}:${options.revision} is not in this log.`);
      const bar = readingBar('at', 'upTo' in place ? place.upTo : await log.head(), json);
      const state = await stateAt(log, place, options, bar.update).finally(bar.stop);
      const missing = missingIn(state, options);
      if (missing !== undefined) return say(`There was no ${missing} then.`);
      if (json) printJson(stateJson(state));
      else printState(state);
      return EXIT.yes;
    }),
  );
}

function say(line: string): number {
  complain('audit', line);
  return EXIT.no;
}

/** Undefined where a stream has no such revision. */
async function placeIn(log: OpenedLog, options: AtCommandOptions): Promise<Place | undefined> {
  const { time, position, stream, revision } = options;
  const named = [time, position, stream ?? revision].filter((one) => one !== undefined);
  if (named.length !== 1 || (stream === undefined) !== (revision === undefined)) {
    throw new Trouble('Name one place: --time, --position, or --stream and --revision.');
  }
  if (time !== undefined) return { untilMs: timeIn(time) };
  if (stream !== undefined) return placeOf(log, stream, positionIn('--revision', revision ?? ''));
  const upTo = positionIn('--position', position ?? '');
  const head = await log.head();
  if (upTo > head) throw new Trouble(`The log ends at position ${head}.`);
  return { upTo };
}

function timeIn(text: string): number {
  const time = z.iso.datetime({ offset: true }).safeParse(text);
  if (time.success) return Date.parse(time.data);
  throw new Trouble(`--time ${text} is not a time such as 2026-11-21T09:30:00.000Z.`);
}

async function placeOf(
  log: OpenedLog,
  stream: string,
  revision: number,
): Promise<Place | undefined> {
  for await (const [event] of log.readStream(stream, { from: revision, limit: 1 })) {
    return event && { upTo: event.position };
  }
  return undefined;
}

function missingIn({ accounts, markets }: StateThen, { account, symbol }: AtCommandOptions) {
  if (account !== undefined && accounts.length === 0) return `account ${account}`;
  return symbol !== undefined && markets.length === 0 ? `market ${symbol}` : undefined;
}

export function stateJson({ event, ...state }: StateThen) {
  if (event === undefined || state.position === START) return state;
  const { recordedAtMs, ...place } = event;
  const recordedAt = new Date(recordedAtMs).toISOString();
  const { position, accounts, markets } = state;
  return { position, event: { ...place, recordedAt }, accounts, markets };
}
