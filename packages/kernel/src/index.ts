export { assert, InvariantError, unreachable } from './assert.ts';
export type { Brand } from './brand.ts';
export type { Decider } from './decider.ts';
export type { Actor, EventRef, NewEvent, RecordedEvent } from './envelope.ts';
export { lowerBound } from './lower-bound.ts';
export { type Failed, failed, type Ok, ok, type Result } from './result.ts';
export type { Writable } from './writable.ts';
