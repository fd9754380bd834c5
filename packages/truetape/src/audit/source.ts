import { existsSync } from 'node:fs';
import { type EventSource, type ExportedLog, isExport, openExport } from '@truetape/audit';
import type { CorruptLogError, EventLog } from '@truetape/event-store';
import { openEventStoreDbLog } from '@truetape/event-store-eventstoredb';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import type { Result } from '@truetape/kernel';
import { type Config, logFolder, readConfig } from '@truetape/service';
import { Trouble } from './trouble.ts';

/** Options of every command that reads a log. */
export interface OfLog {
  readonly dataDir?: string;
}

/** The configuration, with the data folder that was named on the command line. */
export function configOf({ dataDir }: OfLog): Config {
  // A folder that is named has a log of its own, whatever else is configured.
  const named = dataDir === undefined ? {} : { DATA_DIR: dataDir, EVENTSTORE_URL: '' };
  const config = readConfig({ ...process.env, ...named });
  if (!config.ok) throw new Trouble(config.failure);
  return config.value;
}

export type OpenedLog = EventLog;

/** Reads the log that the configuration names, beside the services that may be writing it, for as long as `use` runs. */
export async function withLog<Answer>(
  options: OfLog,
  use: (log: OpenedLog) => Promise<Answer>,
): Promise<Answer> {
  const log = await openLog(configOf(options));
  try {
    return await use(log);
  } finally {
    await log.close();
  }
}

async function openLog({ dataDir, eventStoreUrl, eventStoreNamespace }: Config) {
  if (eventStoreUrl !== undefined) {
    return openEventStoreDbLog({
      connectionString: eventStoreUrl,
      namespace: eventStoreNamespace,
      clockMs: Date.now,
      // What stays away is told by the question that meets it.
      onTrouble: () => undefined,
    });
  }
  if (!existsSync(logFolder(dataDir))) throw new Trouble(`There is no log in ${dataDir}.`);
  return openLmdbReader({ folder: logFolder(dataDir) });
}

/** A log to be compared: of a data folder, or an export. */
export interface NamedSource extends EventSource {
  readonly folder: string;
  /** The first position that it has. */
  readonly from: number;
}

/** Opens a data folder or an export for as long as `use` runs. */
export async function withSource<Answer>(
  folder: string,
  use: (source: NamedSource) => Promise<Answer>,
): Promise<Answer> {
  if (isExport(folder)) {
    const opened = await exportIn(folder);
    if (!opened.ok) throw opened.failure;
    return use({ ...opened.value, from: opened.value.manifest.from });
  }
  return withLog({ dataDir: folder }, (log) =>
    use({
      folder,
      from: 0,
      logId: log.logId,
      head: () => log.head(),
      readAll: log.readAll,
      readStream: log.readStream,
    }),
  );
}

export async function exportIn(folder: string): Promise<Result<ExportedLog, CorruptLogError>> {
  if (!isExport(folder)) throw new Trouble(`There is no export in ${folder}.`);
  return openExport(folder);
}
