/** What requests become, without HTTP: for whoever sends commands in the same process. */
export type { Operated } from './append-at-head.ts';
export { type CorrectionsDesk, createCorrectionsDesk } from './corrections/corrections-desk.ts';
export { setLimitsCommand } from './limits-command.ts';
export type { By } from './operate.ts';
export {
  depositCommand,
  openAccountCommand,
  placeOcoCommand,
  placeOrderCommand,
  replaceOrderCommand,
  silenceTimerCommand,
  transferCommand,
  withdrawCommand,
} from './translate.ts';
export { createVenueDesk, type VenueDesk } from './venue-desk.ts';
