/** Proofs that an event is in a log, or that a log extends another, and how they are checked. */
export { extendsLog, holdsAnchor, proveConsistency } from './prove-consistency.ts';
export { type Placed, type Proved, proveInclusion } from './prove-inclusion.ts';
export { type Proof, parseProof, verifyProof } from './verify-proof.ts';
