import type { z } from 'zod';
import { accountEvents, denialEvents } from './account.ts';
import { anchorEvents } from './anchors.ts';
import { marketEvents } from './market.ts';
import { clockEvents, instrumentEvents, venueEvents } from './venue.ts';

/** Every event type that a log may hold, by type and schema version, with the schema of its `data`. */
export const EVENTS = {
  ...versionOne(venueEvents),
  ...versionOne(clockEvents),
  ...versionOne(instrumentEvents),
  ...versionOne(accountEvents),
  ...versionOne(denialEvents),
  ...versionOne(marketEvents),
  ...versionOne(anchorEvents),
} as const;

function versionOne<Schemas extends Record<string, z.ZodType>>(schemas: Schemas) {
  return Object.fromEntries(
    Object.entries(schemas).map(([type, schema]) => [type, { 1: schema }]),
  ) as unknown as { readonly [Type in keyof Schemas]: { readonly 1: Schemas[Type] } };
}

export type EventType = keyof typeof EVENTS;

/** The stored data of an event type in its newest version. */
export type Data<Type extends EventType> = z.infer<(typeof EVENTS)[Type][1]>;

export {
  accountEvents,
  anchorEvents,
  clockEvents,
  denialEvents,
  instrumentEvents,
  marketEvents,
  venueEvents,
};
