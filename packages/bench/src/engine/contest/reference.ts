import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import type { PassFigure } from './runner.ts';

const run = promisify(execFile);

/** The C++ matcher that says what reports to expect, as the speed to be held against. */
export interface Reference {
  /** One pass over a file, in a process of its own. */
  readonly pass: (file: string) => Promise<PassFigure>;
  readonly stop: () => void;
}

/** Compiles the reference. Answers why not, in words, where there is no source or no compiler. */
export async function compileReference(sourceFile: string): Promise<Reference | string> {
  if (!existsSync(sourceFile)) return `there is no ${sourceFile}`;
  const folder = mkdtempSync(join(tmpdir(), 'truetape-reference-'));
  const stop = () => rmSync(folder, { recursive: true, force: true });
  const program = join(folder, 'reference');
  try {
    await run('g++', ['-O3', '-march=native', '-w', '-o', program, sourceFile]);
  } catch (error) {
    stop();
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? 'there is no g++' : `g++ fails (${code})`;
  }
  const unzipped = new Map<string, string>();
  const plain = async (file: string) => {
    if (!file.endsWith('.gz')) return file;
    let made = unzipped.get(file);
    if (made === undefined) {
      made = join(folder, `${unzipped.size}.bin`);
      await pipeline(createReadStream(file), createGunzip(), createWriteStream(made));
      unzipped.set(file, made);
    }
    return made;
  };
  return {
    pass: async (file) => {
      const { stderr } = await run(program, [await plain(file), '/dev/null']);
      const [, messages, millions] = /msgs=(\d+) .* ([\d.]+) Mmsg\/s/.exec(stderr) ?? [];
      if (millions === undefined) throw new Error(`The reference says: ${stderr}`);
      return { messages: Number(messages), seconds: Number(messages) / (Number(millions) * 1e6) };
    },
    stop,
  };
}
