export { Client, type ClientOptions } from './client.ts';
export type { ClientEvent, ResyncReason } from './events.ts';
export type { Feed, FeedStatus, OnChange, SubscriptionTo } from './feed.ts';
export {
  connectHttp,
  type Fetch,
  type FetchInit,
  type HttpClient,
  type HttpOptions,
} from './http/http-client.ts';
export { type SigningFetch, signRequests } from './signing/sign-requests.ts';
export {
  createSigner,
  type SignedHeaders,
  type Signer,
  type SigningKey,
  type SigningOptions,
  type UnsignedRequest,
} from './signing/signer.ts';
export { compareDecimals } from './state/compare-decimals.ts';
export { type Level, LocalBook } from './state/local-book.ts';
export { LocalLines } from './state/local-lines.ts';
export { LocalOrderBook } from './state/local-order-book.ts';
export { LocalRisk } from './state/local-risk.ts';
export type { Check, Delta, LocalState, Snapshot } from './state/local-state.ts';
export { Newest } from './state/newest.ts';
export { NEWEST_LINES_MAX, type States } from './state/states.ts';
