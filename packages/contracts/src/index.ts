export { ERRORS, type ErrorCode, isErrorCode } from './errors.ts';
export * from './events/index.ts';
export * from './http/answers.ts';
export * from './http/commands.ts';
export { timeInForceOf } from './http/order-form.ts';
export * from './http/queries.ts';
export * from './stream/messages.ts';
export { idOf, prefixes, streams } from './streams.ts';
export * as values from './values.ts';
