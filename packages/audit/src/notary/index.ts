/** The notary: anchors a log in itself and outside, while somebody else writes it. */
export { type AppendAnchors, appendAnchorsTo } from './append-anchors.ts';
export type { Lag } from './coverage.ts';
export { makeKeyFile, publicPem, readKeyFile, readPublicKeyFile } from './key-file.ts';
export {
  type FailingPart,
  type Notary,
  type NotaryOptions,
  type NotaryStatus,
  startNotary,
} from './notary.ts';
export {
  type NotaryFiles,
  type NotaryPlaces,
  openNotaryFiles,
  publicKeyPath,
} from './notary-files.ts';
export type { SignedTree } from './outside-anchors.ts';
export { type AnchorTarget, fileTarget, urlTarget } from './target.ts';
