import { existsSync } from 'node:fs';
import { verifyLog } from '@truetape/audit';
import { runningPostgresUrl, startEmbeddedPostgres } from '@truetape/embedded-postgres';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { logFolder, readConfig } from '@truetape/service';
import { compareReadModels } from './compare-read-models.ts';

/** `truetape audit verify`: answers the exit code, 1 at the first difference. Works beside a running service. */
export async function verify({ json = false }: { readonly json?: boolean }): Promise<number> {
  const config = readConfig(process.env);
  if (!config.ok) return complain(config.failure);
  const { dataDir, databaseUrl } = config.value;
  if (!existsSync(logFolder(dataDir))) return complain(`There is no log in ${dataDir}.`);
  const log = await openLmdbReader({ folder: logFolder(dataDir) });
  try {
    const verified = await verifyLog(log);
    if (!verified.ok) return print(json, { ok: false, difference: verified.failure.message });
    const running = databaseUrl ?? (await runningPostgresUrl(dataDir));
    const own = running === undefined ? await startEmbeddedPostgres({ dataDir }) : undefined;
    try {
      const rows = await compareReadModels(log, running ?? own?.url ?? '');
      if (!rows.ok) return print(json, { ok: false, difference: rows.failure });
      return print(json, { ok: true, ...verified.value, readModels: rows.value });
    } finally {
      await own?.stop();
    }
  } finally {
    await log.close();
  }
}

function print(json: boolean, result: { readonly ok: boolean } & Record<string, unknown>): number {
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else {
    const { ok, ...rest } = result;
    const lines = Object.entries(rest).map(([name, value]) => {
      const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
      return `${name.padEnd(16)}${text}`;
    });
    process.stdout.write(
      `${[...lines, ok ? 'Everything follows from the log.' : 'NOT PROVEN.'].join('\n')}\n`,
    );
  }
  return result.ok ? 0 : 1;
}

function complain(line: string): number {
  process.stderr.write(`audit: ${line}\n`);
  return 1;
}
