export { type Clock, type ClockOptions, createClock } from './clock.ts';
export { type AppendWatch, appendWatchTo } from './risk-watch/append-watch.ts';
export { countRaised } from './risk-watch/count-raised.ts';
export { createRiskWatch, type RiskWatch, type RiskWatchOptions } from './risk-watch/risk-watch.ts';
