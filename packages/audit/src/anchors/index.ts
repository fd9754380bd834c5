/** Anchors: what a log says of itself, signed and sent outside. */
export { anchorLine, parseAnchor, type ReadAnchors, readAnchorLines } from './anchor-lines.ts';
export { type LogHead, LogTree, leafOf, type TreeLeaf } from './log-tree.ts';
export { isSignedBy, signAnchor } from './signature.ts';
