import { type Verified, verifyExport, verifyLog } from '@truetape/audit';
import { withPostgres } from '../with-postgres.ts';
import { type AnchorOptions, anchorsOf } from './anchors-of.ts';
import { compareReadModels } from './compare-read-models.ts';
import { printJson, printLines } from './print.ts';
import { readingBar } from './progress.ts';
import { configOf, exportIn, type OfLog, type OpenedLog, withLog } from './source.ts';
import { auditing, EXIT } from './trouble.ts';

export interface VerifyCommandOptions extends OfLog, AnchorOptions {
  /** An export, to be checked instead of a log. */
  readonly file?: string;
  readonly json?: boolean;
}

type Proof = { readonly ok: boolean } & Record<string, unknown>;

/** `truetape audit verify`: proves a log, or says what the first difference is. Works beside a running service. */
export function verify(options: VerifyCommandOptions): Promise<number> {
  const { json = false, file } = options;
  return auditing(async () => {
    const proof =
      file === undefined
        ? await withLog(options, (log) => proofOf(log, options))
        : await proofOfExport(file, json);
    if (json) printJson(proof);
    else printLines(linesOf(proof));
    return proof.ok ? EXIT.yes : EXIT.no;
  });
}

async function proofOf(log: OpenedLog, options: VerifyCommandOptions): Promise<Proof> {
  const { dataDir, databaseUrl, anchors: config } = configOf(options);
  const outside = anchorsOf(options, config);
  if (!outside.ok) return { ok: false, difference: outside.failure };
  const { anchors, unreadable } = outside.value;
  const json = options.json ?? false;
  const bar = readingBar('verify', await log.head(), json);
  const signed = anchors.map(({ anchor }) => anchor);
  const verified = await verifyLog(log, bar.update, signed).finally(bar.stop);
  if (!verified.ok) return { ok: false, difference: verified.failure.message };
  const rows = await withPostgres({ dataDir, databaseUrl }, 'truetape-audit', (client) =>
    compareReadModels(log, client),
  );
  if (!rows.ok) return { ok: false, difference: rows.failure };
  const { younger, ...counts } = verified.value;
  return {
    ok: true,
    ...counts,
    ...(unreadable > 0 && { unreadable }),
    younger: json ? younger : windowOf(younger),
    readModels: rows.value,
  };
}

async function proofOfExport(folder: string, json: boolean): Promise<Proof> {
  const opened = await exportIn(folder);
  if (!opened.ok) return { ok: false, difference: opened.failure.message };
  const bar = readingBar('verify', opened.value.manifest.to, json);
  const verified = await verifyExport(opened.value, bar.update).finally(bar.stop);
  if (!verified.ok) return { ok: false, difference: verified.failure.message };
  return { ok: true, ...verified.value };
}

/** What is younger than the last outside anchor, in words. */
function windowOf({ events, since }: Verified['younger']): string {
  if (since === undefined) return 'nothing is younger than the last outside anchor';
  return `${events} events since ${since} are younger than the last outside anchor`;
}

/** A part of a log hangs together; what it follows from stands before it. */
const PROVEN: Readonly<Record<string, string>> = {
  true: 'Everything follows from the log.',
  false: 'Every event is whole and in its place. What came before is not in this export.',
};

function linesOf({ ok, ...rest }: Proof): readonly string[] {
  const lines = Object.entries(rest).map(([name, value]) => {
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return `${name.padEnd(16)}${text}`;
  });
  return [...lines, ok ? (PROVEN[String(rest.isWhole ?? true)] ?? '') : 'NOT PROVEN.'];
}
