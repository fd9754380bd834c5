/** A value of JSON that nobody looks into. */
export type Json = Readonly<Record<string, unknown>>;
