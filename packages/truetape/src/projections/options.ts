import { modelsNamed } from '@truetape/read-models';
import { Trouble } from '../audit/trouble.ts';

export interface ProjectionCommandOptions {
  readonly json?: boolean;
}

/** @throws Trouble where there is no such read model */
export function modelsOf(names: readonly string[]) {
  const models = modelsNamed(names.length === 0 ? undefined : names);
  if (!models.ok) throw new Trouble(models.failure);
  return models.value;
}
