import { createWriteStream, existsSync } from 'node:fs';
import { link, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { VIEWS } from '@truetape/projections/analytics';
import { readConfig } from '@truetape/service';
import { withPostgres } from '../with-postgres.ts';
import { FORMATS } from './formats.ts';
import { readRows } from './read-rows.ts';

export interface ExportTableOptions {
  readonly table: string;
  readonly format: string;
  /** A file that is not there yet; standard output when left out. */
  readonly out?: string;
}

/**
 * `truetape export`: a table or view of `analytics`, as it is at one moment. Answers the exit code: 0 when all of it is
 * written, 1 with one line that says why it is not; then there is no file.
 */
export async function exportTable(
  { table, format: named, out }: ExportTableOptions,
  output: Writable = process.stdout,
): Promise<number> {
  const view = VIEWS.find(({ name }) => name === table);
  if (view === undefined) {
    const known = VIEWS.map(({ name }) => name).sort();
    return complain(`There is no table ${table}. There are ${known.join(', ')}.`);
  }
  const format = FORMATS[named];
  if (format === undefined) {
    return complain(`There is no format ${named}. There are ${Object.keys(FORMATS).join(', ')}.`);
  }
  if (out !== undefined && existsSync(out)) return complain(isThere(out));
  const config = readConfig(process.env);
  if (!config.ok) return complain(config.failure);
  try {
    await withPostgres(config.value, 'truetape-export', async (client) => {
      const pages = readRows(client, view);
      const text = Readable.from(format(pages, Object.keys(view.columns)));
      await (out === undefined
        ? pipeline(text, output, { end: output !== process.stdout })
        : writeFile(text, out));
    });
    return 0;
  } catch (error) {
    return complain(problem(error));
  }
}

/** It bears its name when it is whole, and takes nobody else's. */
async function writeFile(text: Readable, file: string): Promise<void> {
  const partial = `${file}.partial`;
  try {
    await pipeline(text, createWriteStream(partial, { flush: true }));
    await link(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
}

/** SQLSTATE of what is not there before the first migration. */
const NOT_THERE = new Set(['3F000', '42P01']);

function problem(error: unknown): string {
  const { code, message, ...where } = error as NodeJS.ErrnoException & { dest?: string };
  if (code === 'EEXIST') return isThere(where.dest ?? '');
  if (code !== undefined && NOT_THERE.has(code)) return 'There are no read models yet.';
  return message.replaceAll(/\s*\n\s*/g, ' ');
}

const isThere = (file: string) => `${file} is there already.`;

function complain(line: string): number {
  process.stderr.write(`export: ${line}\n`);
  return 1;
}
