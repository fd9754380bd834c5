import type { RequestFailure } from '@truetape/edge';
import { failed } from '@truetape/kernel';

/** What is read has not come to the position that was asked for, or was shown before: the same question may be answered a moment later. */
export interface Behind extends RequestFailure {
  readonly code: 'SERVICE_BEHIND';
  /** How far it has come. */
  readonly position: number;
}

export function behind(position: number, least: number, why = 'was asked for') {
  const detail = `It is at position ${position}; ${least} ${why}.`;
  return failed<Behind>({ code: 'SERVICE_BEHIND', detail, position });
}
