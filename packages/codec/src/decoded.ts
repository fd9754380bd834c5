/**
 * Events are handed on as objects inside a process. What was encoded a moment ago is not decoded again: the domain
 * event is remembered beside the wire data it became, for as long as that object lives.
 */
const twins = new WeakMap<object, unknown>();

export function rememberTwin<Wire extends object>(data: Wire, domainEvent: unknown): Wire {
  twins.set(data, domainEvent);
  return data;
}

export function twinOf(data: unknown): unknown {
  return twins.get(data as object);
}
