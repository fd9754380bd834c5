export { createKeyRing, type KeyRing, type ReplaceableKeyRing } from './key-ring.ts';
export { type KeysFile, keysPath, openKeysFile, readKeysFile } from './keys-file.ts';
export { mayReach, type Operator, type Principal, type Trader } from './principal.ts';
export { writePrivately } from './private-file.ts';
export { type WatchedKeys, watchKeys } from './watch-keys.ts';
