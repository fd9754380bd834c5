import type { EventRef } from '@truetape/kernel';

export function isSamePlace(one: EventRef, other: EventRef | undefined): boolean {
  return one.stream === other?.stream && one.revision === other.revision;
}
