import { type KeyRing, keysPath, watchKeys } from '@truetape/auth';
import type { Service } from './run-service.ts';

/**
 * The keys of the data folder, watched until the process stops.
 *
 * @throws Error with one line for the operator when there are none, or none that can be read
 */
export function openKeys({ config, logger, onStop }: Service): KeyRing {
  const keys = watchKeys(keysPath(config.dataDir), logger);
  if (!keys.ok) throw new Error(keys.failure);
  onStop(keys.value.stop);
  return keys.value;
}
