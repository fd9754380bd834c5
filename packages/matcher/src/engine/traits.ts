import { preventionCode, typeCode } from './codes.ts';

// What an order is, in the bits of one number.

/** The side: `BUY` or `SELL`. */
export const SIDE = 1;
export const POST_ONLY = 1 << 1;
/** Three bits: where its mode of self-trade prevention stands among them. */
export const PREVENTION = 7 << 2;
/** Three bits: where its type stands among them. It stays when its stop is reached. */
export const TYPE = 7 << 5;
/** What does not trade at once comes to rest. */
export const MAY_REST = 1 << 8;
/** It trades whole or not at all. */
export const FILL_OR_KILL = 1 << 9;
/** It has something of all that follows, and an entry in `Extras`. */
export const SPECIAL = 1 << 10;
/** It does not show all. */
export const ICEBERG = 1 << 11;
/** It is a leg of a pair. */
export const PAIRED = 1 << 12;
/** It ends at a time. */
export const DUE = 1 << 13;
/** It waits for its stop. */
export const WAITING = 1 << 14;
/** Its stop is reached, and it has not had its turn. */
export const REACHED = 1 << 15;

export const preventionBits = (mode: number) => mode << 2;
export const preventionOf = (traits: number) => (traits & PREVENTION) >> 2;
export const typeBits = (type: number) => type << 5;
export const typeOf = (traits: number) => (traits & TYPE) >> 5;

export const LIMIT = typeCode('limit');
export const STOP_LIMIT = typeCode('stop-limit');
export const TRAILING_STOP = typeCode('trailing-stop');

/** Whether it is of a type that waits for a stop: none but limit and market orders do not. */
export const waits = (traits: number) => (traits & (6 << 5)) !== 0;

export const NO_PREVENTION = preventionCode('none');
export const EXPIRE_TAKER = preventionCode('expire-taker');
export const EXPIRE_MAKER = preventionCode('expire-maker');
export const DECREMENT = preventionCode('decrement');
