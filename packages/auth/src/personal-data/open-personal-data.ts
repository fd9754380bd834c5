import { join } from 'node:path';
import { ok, type Result } from '@truetape/kernel';
import { hasPersonKeys, openFolderPersonKeys } from './folder-person-keys.ts';
import { type MasterKey, openMasterKey } from './master-key.ts';
import type { PersonKeys } from './person-keys.ts';

export interface PersonalData {
  readonly personKeys: PersonKeys;
  /** For other keys at rest. */
  readonly masterKey: MasterKey;
}

/**
 * Opens the keys of `DATA_DIR/person-keys`. The master key is `masterKeyFile`, or else `DATA_DIR/master.key`, which is
 * made with the folder: never in place of one that is gone, for then no key could be read.
 *
 * @returns a failure as one line for the operator
 */
export async function openPersonalData(
  dataDir: string,
  masterKeyFile: string | undefined,
): Promise<Result<PersonalData, string>> {
  const folder = join(dataDir, 'person-keys');
  const masterKey = await openMasterKey(masterKeyFile ?? join(dataDir, 'master.key'), {
    make: masterKeyFile === undefined && !hasPersonKeys(folder),
  });
  if (!masterKey.ok) return masterKey;
  const personKeys = await openFolderPersonKeys(folder, masterKey.value);
  return personKeys.ok
    ? ok({ personKeys: personKeys.value, masterKey: masterKey.value })
    : personKeys;
}
