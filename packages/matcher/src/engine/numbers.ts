/** The engine in its own numbers: for those who feed it millions of messages and read its tape. */
export { cancel, cancelAll } from './cancel.ts';
export { REJECTIONS } from './codes.ts';
export { BUY, SELL } from './ladder.ts';
export { ORDER_NUMBER, PRICE, QUANTITY, REVISION } from './orders.ts';
export { type Placing, place } from './place.ts';
export { replace } from './replace.ts';
export { sideAt } from './stand.ts';
export {
  ACCEPTED,
  CANCEL_REJECTED,
  CANCELLED,
  CANCELS_APPLIED,
  KIND,
  REJECTED,
  REPLACE_REJECTED,
  REPLACED,
  STATE_CHANGED,
  TRADED,
} from './tape.ts';
export { MAY_REST } from './traits.ts';
