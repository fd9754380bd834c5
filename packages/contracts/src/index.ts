export { ERRORS, type ErrorCode, isErrorCode } from './errors.ts';
export * from './events/index.ts';
export * from './http/answers.ts';
export * from './http/commands.ts';
export * from './http/identity.ts';
export { timeInForceOf } from './http/order-form.ts';
export * from './http/queries.ts';
export { READS, type Read } from './http/reads.ts';
export * from './proofs.ts';
export * from './session/answers.ts';
export * from './session/requests.ts';
export { type AsyncApi, asyncApi, CHANNEL_SUMMARIES } from './stream/async-api.ts';
export * from './stream/book-check.ts';
export * from './stream/messages.ts';
export * from './stream/requests.ts';
export {
  BOOK_DEPTHS,
  type BookDepth,
  CHANNELS,
  type Channel,
  SUBSCRIPTIONS,
  type Subscription,
  subscription,
} from './stream/subscriptions.ts';
export { idOf, prefixes, streams } from './streams.ts';
export * as values from './values.ts';
