/** Constructs nothing new: whoever extends it adds its private fields to the object it is given. */
class Given {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: that is what it is for
    return object;
  }
}

/**
 * Events are handed on as objects inside a process. What was encoded a moment ago is not decoded again: the wire data
 * carries the domain event it was made of in a private field, which no JSON, copy or comparison sees. (A WeakMap does
 * the same for twenty times the price, most of it in garbage collection.)
 */
class Twin extends Given {
  readonly #domainEvent: unknown;

  constructor(data: object, domainEvent: unknown) {
    super(data);
    this.#domainEvent = domainEvent;
  }

  static of(data: object): unknown {
    return #domainEvent in data ? data.#domainEvent : undefined;
  }
}

export function rememberTwin<Wire extends object>(data: Wire, domainEvent: unknown): Wire {
  new Twin(data, domainEvent);
  return data;
}

export function twinOf(data: unknown): unknown {
  return Twin.of(data as object);
}
