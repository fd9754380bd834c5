/**
 * The same type while an object is being put together. On the hot path an optional member is set, not spread: a spread
 * of a condition costs a microsecond, and one of more than ten members several.
 */
export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
