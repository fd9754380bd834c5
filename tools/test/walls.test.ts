import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import config from '../../.dependency-cruiser.mjs';
import { root } from '../root.ts';
import { checkFiles } from '../walls/check-files.ts';
import { refuseUnread } from '../walls/cruise.ts';
import { typescriptFiles } from '../walls/files.ts';
import type { Finding } from '../walls/finding.ts';
import { SYNTAX_RULES } from '../walls/syntax.ts';

const FIXTURES = 'tools/walls/fixtures';
/** These two have tools of their own; see `pure-code.test.ts`. */
const BY_OTHER_TOOLS = ['pure-code-has-no-ambient-world', 'pure-code-is-compiled-alone'];

const rules = [
  ...new Set([
    ...(config.forbidden ?? []).map(({ name = '' }) => name),
    'imports-are-declared',
    ...SYNTAX_RULES,
  ]),
];

let findings: readonly Finding[] = [];
const workingFolder = process.cwd();

beforeAll(async () => {
  process.chdir(root);
  const folders = readdirSync(join(root, FIXTURES)).filter(
    (name) => !BY_OTHER_TOOLS.includes(name),
  );
  const files = typescriptFiles(
    root,
    folders.map((name) => `${FIXTURES}/${name}`),
  );
  ({ findings } = await checkFiles(root, files));
}, 60_000);

afterAll(() => process.chdir(workingFolder));

const inFixture = (rule: string) =>
  findings.filter(({ file }) => file.startsWith(`${FIXTURES}/${rule}/`));

describe('walls', () => {
  it('every rule has bad examples, and there are no others', () => {
    expect(readdirSync(join(root, FIXTURES)).sort()).toEqual(
      ['allowed', ...rules, ...BY_OTHER_TOOLS].sort(),
    );
  });

  it.each(rules)('%s › refuses each bad example, and no other rule does', (rule) => {
    const found = inFixture(rule);
    const bad = typescriptFiles(root, [`${FIXTURES}/${rule}`]).filter((file) =>
      basename(file).startsWith('bad-'),
    );
    const unseen = bad.filter(
      (path) => !found.some(({ file, what }) => file.startsWith(path) || what.includes(path)),
    );
    expect(bad.length).toBeGreaterThan(0);
    expect(unseen).toEqual([]);
    expect(found.filter((finding) => finding.rule !== rule)).toEqual([]);
    expect(found.filter(({ file }) => !basename(file).startsWith('bad-'))).toEqual([]);
  });

  it('what is allowed is not refused', () => {
    expect(inFixture('allowed')).toEqual([]);
  });

  it('a file that was not read is an error, not a file without faults', () => {
    const read = [{ source: 'a.ts', dependencies: [{}] }] as never;
    expect(() => refuseUnread(['a.ts'], read)).not.toThrow();
    expect(() => refuseUnread(['a.ts', 'b.ts'], read)).toThrow('has not read b.ts');
    expect(() => refuseUnread(['a.ts'], [{ source: 'a.ts', dependencies: [] }] as never)).toThrow(
      'no import',
    );
  });
});
