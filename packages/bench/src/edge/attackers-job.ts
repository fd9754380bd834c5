import type { AttackKind, AttackOptions, AttackReport } from './attack.ts';

/** What the driver asks of the process of the attackers. Each is answered once, and there is one at a time. */
export type AttackersJob =
  | ({ readonly kind: 'begin'; readonly attack: AttackKind } & AttackOptions)
  | { readonly kind: 'end' };

export type AttackersAnswer =
  | { readonly ok: true; readonly outcome?: AttackReport }
  | { readonly ok: false; readonly reason: string };
