import { type Failed, failed, type Result } from '@truetape/kernel';
import type { Denial, DenialCode } from './command.ts';
import type { AccountEvent } from './event.ts';

export type Decided = Result<readonly AccountEvent[], Denial>;

export const denied = (code: DenialCode, field?: string): Failed<Denial> =>
  failed(field === undefined ? { code } : { code, field });
