import { FAULTS } from '../faults/fault-kinds.ts';
import type { Covered } from '../run/coverage.ts';
import type { Failure, Tally } from '../run/run-seeds.ts';
import type { Shrunk } from '../run/shrink.ts';
import { rangesOf } from './ranges.ts';
import { REACHABLE } from './reachable.ts';

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const count = (number: number) => grouped.format(number);

/** What was done, and how fast. */
export function summary(tally: Tally, seconds: number): string {
  const { seeds, commands, events, failures } = tally;
  const outcome = failures.length === 0 ? 'no rule was broken' : 'A RULE WAS BROKEN';
  return [
    `${count(seeds)} seeds, ${count(commands)} commands, ${count(events)} events: ${outcome}`,
    `${tenths.format(seconds)} s, ${count(commands / seconds)} commands a second, with all checks`,
  ].join('\n');
}

/** What was reached less often than this, a small change of anything may let slip. */
const SELDOM = 10;

/** One line per kind of thing, and what was never reached of it, or seldom. */
export function coverageLines(coverage: Tally['coverage']): string {
  const reached = new Map(coverage.map(([kind, counts]) => [kind, new Map(counts)] as const));
  const lines = Object.entries(REACHABLE).map(([kind, names]) => {
    const times = (name: string) => reached.get(kind as Covered)?.get(name) ?? 0;
    const missed = names.filter((name) => times(name) === 0);
    const seldom = names.filter((name) => times(name) > 0 && times(name) < SELDOM);
    const line = `  ${kind.padEnd(14)} ${names.length - missed.length} of ${names.length}`;
    const never = missed.length === 0 ? '' : `, never: ${missed.join(', ')}`;
    const shown = seldom.map((name) => `${name} (${times(name)})`).join(', ');
    return `${line}${never}${shown === '' ? '' : `, seldom: ${shown}`}`;
  });
  return ['Reached', ...lines].join('\n');
}

/** Names that must be reached and were not. */
export function neverReached(coverage: Tally['coverage']): readonly string[] {
  const reached = new Map(coverage.map(([kind, counts]) => [kind, new Map(counts)] as const));
  return Object.entries(REACHABLE).flatMap(([kind, names]) =>
    names
      .filter((name) => !reached.get(kind as Covered)?.get(name))
      .map((name) => `${kind}: ${name}`),
  );
}

/** More than this is left is shown by its numbers alone. */
const HISTORY_MAX = 30;

/** A failure, what is left of its history, and how to see it again. */
export function failureLines(failure: Failure, shrunk: Shrunk, commands: number): string {
  const { steps, without, result } = shrunk;
  const { violation, history, faults } = result;
  const only = rangesOf(steps);
  const off = without.length === 0 ? '' : ` --without ${without.join(',')}`;
  return [
    `Seed ${failure.seed} (${failure.shape}), after ${violation?.atMs ?? failure.atMs} ms`,
    `  ${violation?.what ?? failure.what}`,
    '',
    `  ${steps.length} of ${failure.steps.length} steps are left:`,
    ...history()
      .slice(-HISTORY_MAX)
      .map((line) => `    ${line}`),
    ...(faults.length === 0 ? ['  and no fault'] : ['  and these faults:']),
    ...faults.map((fault) => `    ${fault}: ${FAULTS[fault]}`),
    '',
    '  To see it again:',
    `    npm run simulate -- --seed ${failure.seed} --commands ${commands} --only ${only || 'none'}${off}`,
  ].join('\n');
}
