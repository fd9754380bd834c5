export { canonicalJson } from './canonical-json.ts';
export { canonicalBytes, chainHash, eventId, GENESIS_HASH } from './event-hash.ts';
