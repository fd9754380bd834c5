import { mkdirSync } from 'node:fs';
import { keysPath, openKeysFile } from '@truetape/auth';
import { readConfig } from '@truetape/service';

/** The accounts that a keys file of ours is made for; an operator may add others to it. */
export const TRADERS = ['trader-1', 'trader-2', 'trader-3', 'trader-4'] as const;

/** `truetape keys`: answers the exit code. A file that is there already stays as it is. */
export function makeKeys(): number {
  const config = readConfig(process.env);
  if (!config.ok) return complain(config.failure);
  const { dataDir } = config.value;
  mkdirSync(dataDir, { recursive: true });
  const keys = openKeysFile(keysPath(dataDir), TRADERS);
  if (!keys.ok) return complain(keys.failure);
  process.stdout.write(`${keysPath(dataDir)}\n`);
  return 0;
}

function complain(line: string): number {
  process.stderr.write(`keys: ${line}\n`);
  return 1;
}
