import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { STREAM_LIMITS } from '../src/index.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/feeds.md'), 'utf8');

test('the page about feeds names every limit', () => {
  const [, section = ''] = page.split('## Limits\n');
  const figures = [...section.matchAll(/^\|[^|]+\|[^|\d]*([\d,]+)[^|]*\|[^|]*\|[^|]+\|$/gm)];
  const named = figures.map(([, figure = '']) => Number(figure.replaceAll(',', '')));
  const inOrder = (a: number, b: number) => a - b;
  expect(named.sort(inOrder)).toEqual(Object.values(STREAM_LIMITS).sort(inOrder));
});
