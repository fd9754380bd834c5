import { deepStrictEqual as equal } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'vitest';

const packages = join(import.meta.dirname, '../..');

const sourcesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));

it('every adapter of the board runs the contract suite', () => {
  const names = readdirSync(packages).filter((name) => name.startsWith('market-data'));
  const adapters = names.flatMap((name) =>
    sourcesIn(join(packages, name, 'src'))
      .flatMap((source) => [...source.matchAll(/class (\w+) implements MarketBoard\b/g)])
      .map(([, adapter]) => ({ name, adapter })),
  );
  const left = adapters.filter(({ name, adapter }) =>
    sourcesIn(join(packages, name, 'test')).every(
      (source) => !new RegExp(`^ *describeBoardContract\\(\\s*'${adapter}`, 'm').test(source),
    ),
  );
  equal(left, []);
  equal(adapters.map(({ adapter }) => adapter).sort(), ['MemoryBoard', 'RedisBoard']);
});
