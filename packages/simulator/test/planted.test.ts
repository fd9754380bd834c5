import { strictEqual as equal } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { PLANTED_BUGS } from '../src/planted/bugs.ts';
import { root } from './support.ts';

describe('a planted mistake', () => {
  it.each(PLANTED_BUGS)('has one place in the sources: $title', ({ file, right }) => {
    equal(readFileSync(join(root, file), 'utf8').split(right).length, 2, file);
  });

  it('has a name of its own', () => {
    equal(new Set(PLANTED_BUGS.map(({ title }) => title)).size, PLANTED_BUGS.length);
  });
});
