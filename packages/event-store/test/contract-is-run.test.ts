import { deepStrictEqual as equal } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'vitest';

const packages = join(import.meta.dirname, '../..');

/** Test files of a package that give their adapter to the whole suite. */
function callers(name: string): string[] {
  const folder = join(packages, name, 'test');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) =>
      /^describeEventLogContract\(/m.test(readFileSync(join(folder, file), 'utf8')),
    );
}

it('every package event-store* runs the contract suite', () => {
  const adapters = readdirSync(packages).filter((name) => name.startsWith('event-store'));
  equal(
    adapters.filter((name) => callers(name).length === 0),
    [],
  );
  equal(adapters.includes('event-store'), true);
});
