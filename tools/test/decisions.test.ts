import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../root.ts';

const FOLDER = join(root, 'docs/adr');
const SECTIONS = ['Status', 'Context', 'Decision', 'Options refused', 'Consequences'];
const files = readdirSync(FOLDER).sort();

describe('docs/adr', () => {
  it('is numbered without gaps and without doubles', () => {
    expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, index) => index));
  });

  it.each(files)('%s has its number, its date and every section, in order', (file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    expect(file).toMatch(/^\d{4}-[a-z0-9-]+\.md$/);
    expect(text).toMatch(new RegExp(`^# ${file.slice(0, 4)}\\. [A-Z].*[^.]\n`));
    expect(text).toMatch(/^Date: (\d{4}-\d\d-\d\d|YYYY-MM-DD)$/m);
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(SECTIONS);
  });

  it.each(files)('%s names the options that were refused, each with its reason', (file) => {
    const [, refused = ''] = readFileSync(join(FOLDER, file), 'utf8').split('## Options refused\n');
    const [list = ''] = refused.split('\n## ');
    expect(
      list
        .trim()
        .split('\n')
        .filter((line) => !/^- \*\*.+\*\*: .+\.$/.test(line)),
    ).toEqual([]);
  });

  it.each(files.slice(1))('%s has a status that is one of the known', (file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    const [, status = ''] = /## Status\n\n(.+)\n/.exec(text) ?? [];
    expect(status).toMatch(/^(Proposed|Accepted|Superseded by \[\d{4}\]\(.+\.md\))$/);
  });
});
