import { deepStrictEqual, strictEqual } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SESSION_LIMITS } from '@truetape/command-api';
import { describe, test } from 'vitest';
import { startServer } from '../http/server.ts';
import { openSession } from './client.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/sessions.md'), 'utf8');

/** What differs from run to run is written as a dot on the page. */
function written(answer: object): string {
  return JSON.stringify(answer, (name, value) => {
    if (name === 'hash' || name === 'position') return '…';
    return name === 'requestId' ? String(value).replace(/^[^:]+/, '…') : value;
  });
}

describe('the page about sessions', () => {
  test('shows what a session answers', async () => {
    const [, example = ''] = page.split('```');
    const lines = example.trim().split('\n');
    const session = await openSession(await startServer(), 'ann');
    const seen: string[] = [];
    for (const sent of lines.filter((line) => line.startsWith('> '))) {
      session.send(sent.slice(2));
      const answers = await session.answered(seen.length / 2 + 1);
      seen.push(sent, `< ${written(answers.at(-1) ?? {})}`);
    }
    deepStrictEqual(seen, lines);
  });

  test('names every limit', () => {
    const figures = [...page.matchAll(/^\|[^|]+\|[^|\d]*([\d,]+)[^|]*\|[^|]+\|[^|]+\|$/gm)];
    const named = figures.map(([, figure = '']) => Number(figure.replaceAll(',', '')));
    deepStrictEqual(named.sort(), Object.values(SESSION_LIMITS).sort());
    strictEqual(named.length, 11);
  });
});
