/** What requests become, without HTTP: for whoever sends commands in the same process. */
export type { Operated } from './append-at-head.ts';
export {
  placeOcoCommand,
  placeOrderCommand,
  replaceOrderCommand,
  transferCommand,
} from './translate.ts';
export { type By, createVenueDesk, type VenueDesk } from './venue-desk.ts';
