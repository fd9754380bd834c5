import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '@truetape/kernel';
import { onTestFinished } from 'vitest';
import { openPersonalData, type PersonalData } from '../../src/index.ts';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'truetape-auth-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function opened<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(result.failure);
  return result.value;
}

export async function personalDataIn(folder: string): Promise<PersonalData> {
  return opened(await openPersonalData(folder, undefined));
}
