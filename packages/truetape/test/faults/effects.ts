import { isDeepStrictEqual } from 'node:util';
import type { Receipt } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import type { Keyed } from './errands.ts';
import { nameOf } from './in-the-log.ts';

/** A request, and what was said to everybody who sent it. */
export interface Sent {
  readonly keyed: Keyed;
  readonly receipts: readonly Receipt[];
}

type Effects = ReadonlyMap<string, readonly RecordedEvent[]>;

interface Named {
  readonly idempotencyKey?: string;
  readonly clientOrderId?: string;
  readonly reference?: string;
}

/** Streams in which somebody has asked for something; what follows from it elsewhere is for the audit to compare. */
const ASKED_IN = /^(account|instrument)-/;

/** An approval also names the reference of what it approves, and is not its effect. */
function keyOf({ data }: RecordedEvent): string | undefined {
  const { idempotencyKey, clientOrderId, reference } = data as Named;
  return idempotencyKey ?? clientOrderId ?? reference;
}

/** The events that each key has made. Behind the trip of an account its cancel stands without a key, in the same append. */
function effectsOf(events: readonly RecordedEvent[]): Effects {
  const effects = new Map<string, RecordedEvent[]>();
  const trips = new Map<string, string | undefined>();
  for (const event of events) {
    const { stream, type } = event;
    if (!ASKED_IN.test(stream)) continue;
    const key = keyOf(event) ?? trips.get(stream);
    trips.set(stream, type === 'KillSwitchTripped' ? key : undefined);
    if (key === undefined) continue;
    const made = effects.get(key);
    if (made === undefined) effects.set(key, [event]);
    else made.push(event);
  }
  return effects;
}

/** The keys that did not take effect exactly once, or of which an answer names another event than that. */
export function keysNotOnce(
  sent: readonly Sent[],
  events: readonly RecordedEvent[],
): readonly string[] {
  const effects = effectsOf(events);
  return sent
    .filter(({ keyed: { key, makes }, receipts }) => {
      const made = effects.get(key) ?? [];
      const last = made.at(-1);
      const types = made.map(({ type }) => type);
      return (
        last === undefined ||
        !isDeepStrictEqual(types, makes) ||
        receipts.some((receipt) => nameOf(receipt) !== nameOf(last))
      );
    })
    .map(({ keyed }) => keyed.key);
}
