import { canonicalJson } from '@truetape/codec';
import type { NewEvent } from '@truetape/kernel';

/** Whether two events are the same append, whatever their places are: all that they say, and nothing else. */
export function sameContent(one: NewEvent, other: NewEvent): boolean {
  return (
    one.type === other.type &&
    one.schemaVersion === other.schemaVersion &&
    one.correlationId === other.correlationId &&
    sameJson(one.causation, other.causation) &&
    sameJson(one.actor, other.actor) &&
    sameJson(one.data, other.data)
  );
}

/** What {@link sameContent} compares, as text, for who must see a difference. */
export function contentOf(event: NewEvent): string {
  const { type, schemaVersion, correlationId, causation, actor, data } = event;
  return canonicalJson({ type, schemaVersion, correlationId, causation, actor, data });
}

/** Whether two values are written as the same canonical JSON: the order of members is none, and undefined is not there. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return false;
  }
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((member, index) => sameJson(member, other[index]))
    );
  }
  return hasMembersOf(one, other) && hasMembersOf(other, one, false);
}

/** Whether `one` has every member of `other`; and, unless that is known, whether they say the same. */
function hasMembersOf(one: object, other: object, compares = true): boolean {
  for (const name of Object.keys(other)) {
    const member = (other as Record<string, unknown>)[name];
    if (member === undefined) continue;
    if (!Object.hasOwn(one, name)) return false;
    const own = (one as Record<string, unknown>)[name];
    if (compares ? !sameJson(own, member) : own === undefined) return false;
  }
  return true;
}
