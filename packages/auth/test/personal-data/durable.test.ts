import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleChild } from '../support/bundle-child.ts';
import { temporaryFolder } from '../support/folders.ts';

let program: string;
beforeAll(async () => {
  program = await bundleChild(join(import.meta.dirname, 'making-child.ts'), 'making-child');
});

const KINDS = [
  [/person-keys\/[0-9a-f]{64}\.key\.\w+\.draft/, 'draft'],
  [/person-keys\/[0-9a-f]{64}\.key/, 'key'],
  [/person-keys/, 'folder'],
] as const;

/** What it says, and before it the calls by which that came to be so. */
function stepsOf(trace: string): Readonly<Record<string, readonly string[]>> {
  const steps: Record<string, readonly string[]> = {};
  let calls: string[] = [];
  for (const line of trace.split('\n')) {
    const [, call, what = ''] = /^\d+ +(\w+)\((.*)$/.exec(line) ?? [];
    const said = call === 'write' ? /^1<.*>, "(.*)\\n"/.exec(what)?.[1] : undefined;
    const kind = KINDS.find(([path]) => path.test(what))?.[1];
    if (said !== undefined) {
      steps[said] = calls;
      calls = [];
    } else if (kind !== undefined) calls.push(`${call} ${kind}`);
  }
  return steps;
}

describe('a key', () => {
  it('is on disk before anybody is told of it, and so is its end', () => {
    const folder = temporaryFolder();
    const trace = join(folder, 'trace');
    const { stderr, status } = spawnSync(
      'strace',
      [
        ...['-f', '-y', '-qq', '-o', trace],
        ...['-e', 'trace=write,pwrite64,fsync,fdatasync,link,rename'],
        ...[process.execPath, program, folder],
      ],
      { encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([0, '']);
    const steps = stepsOf(readFileSync(trace, 'utf8'));
    const drafted = ['write draft', 'fsync draft'];
    expect(steps).toMatchObject({
      made: [...drafted, 'link draft', 'fsync folder'],
      'made again': [],
      'made by another': [
        ...[...drafted, 'link draft', 'fsync folder'],
        // Whoever has made it may have died before this.
        ...['fsync key', 'fsync folder'],
      ],
      erased: [...drafted, 'rename draft', 'fsync folder', 'pwrite64 key', 'fsync key'],
    });
  });
});
