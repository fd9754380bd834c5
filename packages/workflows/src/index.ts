export { type Clock, type ClockOptions, createClock } from './clock.ts';
