import type { z } from 'zod';
import type { streams } from '../streams.ts';
import { accountEvents, denialEvents } from './account.ts';
import { anchorEvents } from './anchors.ts';
import { correctionEvents } from './corrections.ts';
import { marketEvents } from './market.ts';
import { markEvents, riskEvents } from './risk.ts';
import { switchEvents } from './switches.ts';
import { securityEvents, userEvents } from './users.ts';
import { clockEvents, earlierInstrumentEvents, instrumentEvents, venueEvents } from './venue.ts';

/** Every event type in its newest version, with the schema of its `data`. */
const NEWEST = {
  ...venueEvents,
  ...clockEvents,
  ...instrumentEvents,
  ...switchEvents,
  ...accountEvents,
  ...denialEvents,
  ...marketEvents,
  ...anchorEvents,
  ...riskEvents,
  ...markEvents,
  ...correctionEvents,
  ...userEvents,
  ...securityEvents,
} as const;

/** Schemas live for ever: what was stored in a version is read by its schema, then brought to the newest. */
const EARLIER = { ...earlierInstrumentEvents } as const;

export type EventType = keyof typeof NEWEST;

/** Event types of which a log may hold older versions. */
export type ChangedType = keyof typeof EARLIER;

/** The stored data of an event type in its newest version. */
export type Data<Type extends EventType> = z.infer<(typeof NEWEST)[Type]>;

/** The stored data of an event type in an older version. */
export type EarlierData<
  Type extends ChangedType,
  Version extends keyof (typeof EARLIER)[Type],
> = z.infer<(typeof EARLIER)[Type][Version]>;

const { OrdersCancelRequested } = accountEvents;
const { SignInFailed } = userEvents;

/** What each kind of stream may hold, by the name that {@link streams} has for it. */
export const EVENTS_IN = {
  venue: { ...venueEvents, ...switchEvents, OrdersCancelRequested },
  clock: clockEvents,
  instrument: { ...instrumentEvents, ...switchEvents, OrdersCancelRequested },
  account: { ...accountEvents, ...switchEvents },
  denials: denialEvents,
  market: marketEvents,
  anchors: anchorEvents,
  risk: riskEvents,
  mark: markEvents,
  corrections: correctionEvents,
  user: userEvents,
  security: { ...securityEvents, SignInFailed },
} as const satisfies Readonly<Record<keyof typeof streams, object>>;

type Versions = Readonly<Record<number, z.ZodType>>;

const EARLIER_VERSIONS: Readonly<Partial<Record<EventType, Versions>>> = EARLIER;

/** The version that events of each type are written in. */
export const NEWEST_VERSIONS = Object.fromEntries(
  Object.keys(NEWEST).map((type) => [
    type,
    1 + Object.keys(EARLIER_VERSIONS[type as EventType] ?? {}).length,
  ]),
) as Readonly<Record<EventType, number>>;

/** Every event type that a log may hold, by type and schema version, with the schema of its `data`. */
export const EVENTS = Object.fromEntries(
  Object.entries(NEWEST).map(([type, schema]) => [
    type,
    { ...EARLIER_VERSIONS[type as EventType], [NEWEST_VERSIONS[type as EventType]]: schema },
  ]),
) as Readonly<Record<EventType, Versions>>;

/** The schema of the data of an event; undefined for a type or version that there is not. */
export function schemaOf(type: string, version: number): z.ZodType | undefined {
  const versions = Object.hasOwn(EVENTS, type) ? EVENTS[type as EventType] : {};
  return Object.hasOwn(versions, version) ? versions[version] : undefined;
}

export {
  accountEvents,
  anchorEvents,
  clockEvents,
  correctionEvents,
  denialEvents,
  instrumentEvents,
  markEvents,
  marketEvents,
  riskEvents,
  securityEvents,
  switchEvents,
  userEvents,
  venueEvents,
};
