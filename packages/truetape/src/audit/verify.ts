import { verifyLog } from '@truetape/audit';
import { runningPostgresUrl, startEmbeddedPostgres } from '@truetape/embedded-postgres';
import { compareReadModels } from './compare-read-models.ts';
import { printJson, printLines } from './print.ts';
import { readingBar } from './progress.ts';
import { configOf, type OfLog, type OpenedLog, withLog } from './source.ts';
import { auditing, EXIT } from './trouble.ts';

export interface VerifyCommandOptions extends OfLog {
  readonly json?: boolean;
}

type Proof = { readonly ok: boolean } & Record<string, unknown>;

/** `truetape audit verify`: proves a log, or says what the first difference is. Works beside a running service. */
export function verify(options: VerifyCommandOptions): Promise<number> {
  const { json = false } = options;
  return auditing(async () => {
    const proof = await withLog(options, (log) => proofOf(log, options));
    if (json) printJson(proof);
    else printLines(linesOf(proof));
    return proof.ok ? EXIT.yes : EXIT.no;
  });
}

async function proofOf(log: OpenedLog, options: VerifyCommandOptions): Promise<Proof> {
  const bar = readingBar('verify', await log.head(), options.json ?? false);
  const verified = await verifyLog(log, bar.update).finally(bar.stop);
  if (!verified.ok) return { ok: false, difference: verified.failure.message };
  const { dataDir, databaseUrl } = configOf(options);
  const running = databaseUrl ?? (await runningPostgresUrl(dataDir));
  const own = running === undefined ? await startEmbeddedPostgres({ dataDir }) : undefined;
  try {
    const rows = await compareReadModels(log, running ?? own?.url ?? '');
    if (!rows.ok) return { ok: false, difference: rows.failure };
    return { ok: true, ...verified.value, readModels: rows.value };
  } finally {
    await own?.stop();
  }
}

function linesOf({ ok, ...rest }: Proof): readonly string[] {
  const lines = Object.entries(rest).map(([name, value]) => {
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return `${name.padEnd(16)}${text}`;
  });
  return [...lines, ok ? 'Everything follows from the log.' : 'NOT PROVEN.'];
}
