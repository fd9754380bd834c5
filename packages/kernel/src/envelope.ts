/** Names one event for ever: its stream and its place in it, counted from 0. */
export interface EventRef {
  readonly stream: string;
  readonly revision: number;
}

/** Who asked. Absent on events that a component made by itself. */
export interface Actor {
  readonly userId: string;
  readonly keyId?: string;
  readonly sessionId?: string;
  readonly requestId: string;
  readonly origin?: string;
}

/** An event before it has a place. `data` is JSON as the wire has it: strings, safe integers, booleans, arrays, objects. */
export interface NewEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly schemaVersion: number;
  /** The request that started the chain, from the HTTP edge to the fill. */
  readonly correlationId: string;
  /** The event that this one answers. */
  readonly causation?: EventRef;
  readonly actor?: Actor;
  readonly data: Data;
}

/** An event in the log. `position` and `recordedAtMs` belong to the store: never hashed, never compared. */
export interface RecordedEvent<Type extends string = string, Data = unknown>
  extends NewEvent<Type, Data>,
    EventRef {
  /** SHA-256 of the previous hash of the stream, as it is written, and this event's canonical form. In hex. */
  readonly hash: string;
  /** Place in the whole log; grows, and has gaps on some adapters. */
  readonly position: number;
  readonly recordedAtMs: number;
}
