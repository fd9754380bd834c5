import { existsSync } from 'node:fs';
import { type Verified, verifyLog } from '@truetape/audit';
import { runningPostgresUrl, startEmbeddedPostgres } from '@truetape/embedded-postgres';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { logFolder, readConfig } from '@truetape/service';
import { type AnchorOptions, anchorsOf } from './anchors-of.ts';
import { compareReadModels } from './compare-read-models.ts';

export interface VerifyOptions extends AnchorOptions {
  readonly json?: boolean;
}

/** `truetape audit verify`: answers the exit code, 1 at the first difference. Works beside a running service. */
export async function verify(options: VerifyOptions): Promise<number> {
  const { json = false } = options;
  const config = readConfig(process.env);
  if (!config.ok) return complain(config.failure);
  const { dataDir, databaseUrl } = config.value;
  if (!existsSync(logFolder(dataDir))) return complain(`There is no log in ${dataDir}.`);
  const log = await openLmdbReader({ folder: logFolder(dataDir) });
  try {
    const outside = anchorsOf(options, config.value.anchors);
    if (!outside.ok) return print(json, { ok: false, difference: outside.failure });
    const { anchors, unreadable } = outside.value;
    const verified = await verifyLog(
      log,
      undefined,
      anchors.map(({ anchor }) => anchor),
    );
    if (!verified.ok) return print(json, { ok: false, difference: verified.failure.message });
    const running = databaseUrl ?? (await runningPostgresUrl(dataDir));
    const own = running === undefined ? await startEmbeddedPostgres({ dataDir }) : undefined;
    try {
      const rows = await compareReadModels(log, running ?? own?.url ?? '');
      if (!rows.ok) return print(json, { ok: false, difference: rows.failure });
      const { younger, ...counts } = verified.value;
      return print(json, {
        ok: true,
        ...counts,
        ...(unreadable > 0 && { unreadable }),
        younger: json ? younger : windowOf(younger),
        readModels: rows.value,
      });
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

/** What is younger than the last outside anchor, in words. */
function windowOf({ events, since }: Verified['younger']): string {
  if (since === undefined) return 'nothing is younger than the last outside anchor';
  return `${events} events since ${since} are younger than the last outside anchor`;
}

function complain(line: string): number {
  process.stderr.write(`audit: ${line}\n`);
  return 1;
}
