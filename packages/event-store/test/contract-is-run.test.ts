import { deepStrictEqual as equal } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'vitest';

const packages = join(import.meta.dirname, '../..');

/** Test files of a package that give their adapter to a whole suite. */
function callers(name: string, call: RegExp): string[] {
  const folder = join(packages, name, 'test');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => call.test(readFileSync(join(folder, file), 'utf8')));
}

it('every package event-store* runs the contract suite', () => {
  const adapters = readdirSync(packages).filter((name) => name.startsWith('event-store'));
  equal(
    adapters.filter((name) => callers(name, /^describeEventLogContract\(/m).length === 0),
    [],
  );
  equal(adapters.includes('event-store'), true);
});

it('every adapter for snapshots runs their contract suite', () => {
  const adapters = readdirSync(packages)
    .filter((name) => name.startsWith('event-store'))
    .flatMap((name) =>
      classesIn(join(packages, name, 'src')).map((adapter) => ({ name, adapter })),
    );
  equal(
    adapters.filter(
      ({ name, adapter }) =>
        callers(name, new RegExp(`^describeSnapshotsContract\\('${adapter}',`, 'm')).length === 0,
    ),
    [],
  );
  equal(adapters.map(({ adapter }) => adapter).sort(), ['FileSnapshots', 'MemorySnapshots']);
});

/** Classes that say that they are snapshots. */
function classesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...readFileSync(join(folder, file), 'utf8').matchAll(/class (\w+) implements Snapshots\b/g),
    ])
    .map(([, name = '']) => name);
}
