import { readFileSync } from 'node:fs';
import { verifyProof as check, type Proof, parseProof } from '@truetape/audit';
import { readPublicKeyFile } from '@truetape/audit/notary';
import { failed, ok, type Result } from '@truetape/kernel';
import { disprove, PROOF_EXIT, tell, withInput } from './proof-exit.ts';

export interface VerifyProofOptions {
  readonly key: string;
  readonly json?: boolean;
}

/** `truetape audit verify-proof FILE --key PUBLIC`: answers the exit code. Needs no log. */
export function verifyProof(file: string, { key, json = false }: VerifyProofOptions) {
  return withInput(readProof(file), (proof) =>
    withInput(readPublicKeyFile(key), (publicKey) => {
      const checked = check(proof, publicKey);
      if (!checked.ok) return disprove(json, checked.failure);
      tell(json, { proved: true, ...about(proof) }, lines(proof));
      return PROOF_EXIT.proved;
    }),
  );
}

function readProof(file: string): Result<Proof, string> {
  try {
    const proof = parseProof(readFileSync(file === '-' ? 0 : file, 'utf8'));
    return proof === undefined ? failed(`${file} is no proof.`) : ok(proof);
  } catch (error) {
    return failed((error as Error).message);
  }
}

function about(proof: Proof): object {
  if (proof.format === 'truetape-consistency-1') {
    return { older: proof.older.anchor, newer: proof.newer.anchor };
  }
  return { receipt: proof.receipt, index: proof.index, anchor: proof.anchor.anchor };
}

function lines(proof: Proof): readonly string[] {
  if (proof.format === 'truetape-consistency-1') {
    const { older, newer } = proof;
    return [
      `The log of the anchor of ${newer.anchor.at} (${newer.anchor.size} events) begins with all of`,
      `that of ${older.anchor.at} (${older.anchor.size} events). Both signatures hold.`,
    ];
  }
  const { receipt, index, event, anchor } = proof;
  return [
    `${receipt.stream} revision ${receipt.revision} is number ${index} of the ${anchor.anchor.size} events`,
    `of the anchor of ${anchor.anchor.at}, whose signature holds. It says:`,
    event.canonical,
  ];
}
