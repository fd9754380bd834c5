import { deepStrictEqual, ok } from 'node:assert';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { temporaryFolder } from '../process/support.ts';
import { filesIn, findLeaks, formsOf } from './leaks.ts';

const SECRET = 'Sécret/+ "of" the canary 7f3a';
const noise = 'x'.repeat(1_000);

describe('a planted leak is found', () => {
  test.each([...formsOf(SECRET).keys()])('as %s', (form) => {
    const bytes = formsOf(SECRET).get(form) ?? Buffer.alloc(0);
    const content = Buffer.concat([Buffer.from(noise), bytes, Buffer.from(noise)]);
    const found = findLeaks({ password: SECRET }, [['a log', content]]);
    ok(found.some((leak) => leak.form === form && leak.place === 'a log'));
  });

  test.each([0, 1, 2, 3, 4, 5])('in base64 behind %i other bytes', (before) => {
    for (const encoding of ['base64', 'base64url'] as const) {
      const longer = `${'k'.repeat(before)}${SECRET}and more`;
      const content = Buffer.from(Buffer.from(longer).toString(encoding));
      ok(findLeaks({ password: SECRET }, [['an event', content]]).length > 0, encoding);
    }
  });

  test('in a file, however deep, unless it is left out', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'deep/deeper'), { recursive: true });
    writeFileSync(join(folder, 'deep/deeper/file.bin'), noise + SECRET);
    writeFileSync(join(folder, 'keys.json'), SECRET);
    const files = filesIn(folder, (path) => path === 'keys.json');
    const places = findLeaks({ password: SECRET }, files).map(({ place }) => place);
    deepStrictEqual([...new Set(places)], ['deep/deeper/file.bin']);
  });
});

test('nothing is found where nothing is', () => {
  deepStrictEqual(findLeaks({ password: SECRET }, [['noise', Buffer.from(noise)]]), []);
});
