import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inNewestVersion } from '@truetape/codec';
import { ERRORS, EVENTS, type EventType, NEWEST_VERSIONS, schemaOf } from '@truetape/contracts';
import { METRICS } from '@truetape/observability';
import { describe, expect, it } from 'vitest';
import { CONFIG } from '../../packages/service/src/config.ts';
import { examplesOf } from '../docs/events-page.ts';
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
      [...section.matchAll(/^Version (\d+)\.$/gm)].map(([, version]) => version).reverse(),
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

  const versions = (Object.keys(EVENTS) as EventType[]).flatMap((type) =>
    Object.keys(EVENTS[type]).map((version) => [type, Number(version)] as const),
  );

  it.each(versions)('the example of %s in version %i is valid', (type, version) => {
    const data = examplesOf(type)[version];
    expect(schemaOf(type, version)?.safeParse(data)).toEqual({ success: true, data });
  });

  it.each(versions)('the example of %s in version %i can be read today', (type, schemaVersion) => {
    const data = examplesOf(type)[schemaVersion];
    const place = { stream: 'some', revision: 0, hash: '', position: 0, recordedAtMs: 0 };
    const stored = { type, schemaVersion, correlationId: 'example', data, ...place };
    const read = inNewestVersion(stored);
    expect(schemaOf(type, NEWEST_VERSIONS[type])?.safeParse(read.data)).toEqual({
      success: true,
      data: read.data,
    });
    expect(read).toEqual({ ...stored, schemaVersion: NEWEST_VERSIONS[type], data: read.data });
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
