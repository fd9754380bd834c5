import { canonicalJson } from '@truetape/codec';
import { type Data, streams } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import { Difference } from './difference.ts';

/**
 * What is approved was proposed before, by somebody else, with the same content, and is decided once. What it books in
 * the trade that it undoes leaves nothing there.
 */
export function checkCorrections() {
  /** What waits for a decision, by its revision. */
  const proposals = new Map<number, RecordedEvent>();

  function wrongWith(event: RecordedEvent): string | undefined {
    if (event.type === 'CorrectionProposed') {
      proposals.set(event.revision, event);
      const { legs } = event.data as Data<'CorrectionProposed'>;
      return isBalanced(legs) ? undefined : 'it leaves something in clearing';
    }
    const { proposal } = event.data as Data<'CorrectionApproved'>;
    const proposed = proposals.get(proposal);
    proposals.delete(proposal);
    if (proposed === undefined) return 'nothing of the kind waits for a decision';
    return event.type === 'CorrectionApproved' ? wrongApproval(proposed, event) : undefined;
  }

  return {
    read: (event: RecordedEvent): void => {
      if (event.stream !== streams.corrections) return;
      const wrong = wrongWith(event);
      if (wrong !== undefined) throw new Difference('correction', event, wrong);
    },
  };
}

function wrongApproval(proposed: RecordedEvent, approved: RecordedEvent): string | undefined {
  const { legs: was } = proposed.data as Data<'CorrectionProposed'>;
  const { legs: is } = approved.data as Data<'CorrectionApproved'>;
  if (canonicalJson(was) !== canonicalJson(is)) return 'it is not what was proposed';
  const isSame = proposed.actor?.userId === approved.actor?.userId;
  return isSame ? 'who proposed it has approved it' : undefined;
}

/** Lines of one amount stand on both sides: with opposite signs. */
function isBalanced(legs: Data<'CorrectionProposed'>['legs']): boolean {
  const open = new Map<string, number>();
  for (const { against, amount, asset } of legs.flatMap(({ lines }) => lines)) {
    if (against !== 'clearing') continue;
    const key = `${asset} ${amount.replace(/^-/, '')}`;
    open.set(key, (open.get(key) ?? 0) + (amount.startsWith('-') ? -1 : 1));
  }
  return [...open.values()].every((count) => count === 0);
}
