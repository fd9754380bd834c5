import { canonicalJson } from '@truetape/codec';
import type { NewEvent } from '@truetape/kernel';

/** All that an event says, without its place: equal texts are the same append. */
export function contentOf(event: NewEvent): string {
  const { type, schemaVersion, correlationId, causation, actor, data } = event;
  return canonicalJson({ type, schemaVersion, correlationId, causation, actor, data });
}
