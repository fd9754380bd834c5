import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRORS, EVENTS, type EventType } from '@truetape/contracts';
import { METRICS } from '@truetape/observability';
import { describe, expect, it } from 'vitest';
import { CONFIG } from '../../packages/service/src/config.ts';
import { EVENT_EXAMPLES } from '../docs/event-examples.ts';
import { PAGES, WRITTEN_BY_HAND } from '../docs/pages.ts';
import { root } from '../root.ts';
import { typescriptFiles } from '../walls/files.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The names in the first column of the tables of a page. */
const namesIn = (path: string, name: RegExp) =>
  [...read(path).matchAll(new RegExp(`^\\| \`(${name.source})\` \\|`, 'gm'))].map(
    ([, first]) => first,
  );

describe('docs/reference', () => {
  it.each(Object.entries(PAGES))('%s is what the source says: run `npm run docs`', (path, page) => {
    expect(read(path)).toBe(page());
  });

  it('holds these pages and no others', () => {
    const found = readdirSync(join(root, 'docs/reference')).map((name) => `docs/reference/${name}`);
    const known = [...Object.keys(PAGES), ...Object.keys(WRITTEN_BY_HAND)];
    expect(found.sort()).toEqual(known.sort());
  });

  it.each(Object.entries(WRITTEN_BY_HAND))('%s is read by %s', (page, test) => {
    expect(read(test)).toContain(page);
  });

  it('has every error code, and nothing else', () => {
    const names = namesIn('docs/reference/errors.md', /[A-Z][A-Z0-9_]*/);
    expect(names.sort()).toEqual(Object.keys(ERRORS).sort());
  });

  it('has every event type and version, and nothing else', () => {
    const sections = read('docs/reference/events.md').split(/^### /m).slice(1);
    const documented = sections.map((section) => [
      section.slice(0, section.indexOf('\n')),
      [...section.matchAll(/^Version (\d+)\.$/gm)].map(([, version]) => version),
    ]);
    expect(Object.fromEntries(documented)).toEqual(
      Object.fromEntries(
        Object.entries(EVENTS).map(([type, versions]) => [type, Object.keys(versions)]),
      ),
    );
    expect(sections).toHaveLength(Object.keys(EVENTS).length);
  });

  it('has every environment variable, and nothing else', () => {
    expect(namesIn('docs/reference/config.md', /[A-Z][A-Z0-9_]*/)).toEqual(Object.keys(CONFIG));
  });

  it('has every metric, and nothing else', () => {
    const names = Object.values(METRICS).map(({ name }) => name);
    const shown = namesIn('docs/reference/metrics.md', /\w+/);
    expect([...new Set(shown)]).toEqual(names);
  });

  it.each(Object.keys(EVENT_EXAMPLES) as EventType[])('the example of %s is valid', (type) => {
    const versions: Readonly<Record<string, { safeParse: (data: unknown) => unknown }>> =
      EVENTS[type];
    const newest = Object.values(versions).at(-1);
    expect(newest?.safeParse(EVENT_EXAMPLES[type])).toEqual({
      success: true,
      data: EVENT_EXAMPLES[type],
    });
  });
});

describe('configuration', () => {
  it('no source reads an environment variable that is not in CONFIG', () => {
    const sources = typescriptFiles(root, ['packages']).filter((path) => path.includes('/src/'));
    const used = sources.flatMap((path) =>
      [...read(path).matchAll(/\bprocess\.env(?:\.(\w+)|\[\s*['"](\w+)['"]\s*\])/g)].map(
        ([, dotted, quoted]) => `${dotted ?? quoted} in ${path}`,
      ),
    );
    expect(used.filter((use) => !Object.hasOwn(CONFIG, use.split(' ', 1)[0] ?? ''))).toEqual([]);
  });
});
