import type { RecordedEvent } from '@truetape/kernel';
import { sameJson } from '../content.ts';

/** A member that is not the same in both; left out where it is not there. */
export interface ChangedMember {
  /** `data.price`, `actor.userId`, `hash`. */
  readonly member: string;
  readonly one?: unknown;
  readonly other?: unknown;
}

/** What two events of the same place say differently. When and at which position they were recorded is not compared. */
export function changedMembers(one: RecordedEvent, other: RecordedEvent): readonly ChangedMember[] {
  return differing(said(one), said(other), '');
}

/** All of an event that its hash is made of, and the hash. */
function said({ type, schemaVersion, correlationId, causation, actor, data, hash }: RecordedEvent) {
  return { type, schemaVersion, correlationId, causation, actor, data, hash };
}

function differing(one: unknown, other: unknown, member: string): readonly ChangedMember[] {
  if (isRecord(one) && isRecord(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    const below = (name: string) => (member === '' ? name : `${member}.${name}`);
    return [...names].flatMap((name) => differing(one[name], other[name], below(name)));
  }
  if (sameJson(one, other)) return [];
  return [{ member, ...(isThere(one) && { one }), ...(isThere(other) && { other }) }];
}

const isThere = (value: unknown) => value !== undefined;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
