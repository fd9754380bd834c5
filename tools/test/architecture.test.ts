import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../root.ts';
import { LAYERS } from '../walls/layers.mjs';

const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
const packages = readdirSync(join(root, 'packages')).sort();
const quoted = [...text.matchAll(/`([^`\n]+)`/g)].map(([, inside = '']) => inside);
const headings = (from: string) =>
  [...(text.split(`\n## ${from}\n`)[1]?.split('\n## ')[0] ?? '').matchAll(/^### (.+)$/gm)].map(
    ([, heading]) => heading,
  );

describe('ARCHITECTURE.md', () => {
  it('names no path that does not exist', () => {
    const paths = quoted.filter((name) => /^(packages|tools|docs|deploy|\.)[\w./-]*$/.test(name));
    expect(paths.length).toBeGreaterThan(packages.length);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('has one section for every package, and no other', () => {
    expect(headings('Code map').sort()).toEqual(packages);
  });

  it('says of every package where it is, and what it is not', () => {
    for (const section of text.split(/^### /m).slice(1)) {
      const name = section.slice(0, section.indexOf('\n'));
      expect(section).toContain(`\`packages/${name}\`:`);
      expect(section, `a sentence in italics: what ${name} does not do`).toMatch(
        /^\*[A-Z].+\.\*$/m,
      );
    }
  });

  it('has no path within the section of a package that is not in it', () => {
    for (const section of text.split(/^### /m).slice(1)) {
      const [body = ''] = section.split('\n## ');
      const name = section.slice(0, section.indexOf('\n'));
      const paths = [...body.matchAll(/`(src\/[\w./-]+)`/g)].map(([, path = '']) => path);
      for (const path of paths)
        expect(existsSync(join(root, 'packages', name, path)), path).toBe(true);
    }
  });

  it('shows the layers that the walls enforce', () => {
    const rows = [...text.matchAll(/^\| (\w+) \| (`.+`) \|$/gm)].map(([, name, list = '']) => ({
      name,
      packages: [...list.matchAll(/`([^`]+)`/g)].map(([, one]) => one),
    }));
    expect(rows).toEqual(LAYERS);
  });
});
