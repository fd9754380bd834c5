import type { Catalogue } from '@truetape/codec';
import { idOf } from '@truetape/contracts';
import { newRiskWatch } from '@truetape/domain';
import type { NewEvent, RecordedEvent } from '@truetape/kernel';
import { readForWatch } from '@truetape/workflows/risk-fold';
import { contentOf, sameContent } from './content.ts';
import { Difference } from './difference.ts';

/**
 * Works out again what the risk watch has to say: each of its events is the next one that follows from the log before
 * it. What it has not said yet is counted: a watch that is behind, or that does not run.
 *
 * @param catalogue as it is after the event that is read
 */
export function checkRisk(catalogue: Catalogue) {
  const state = newRiskWatch();
  const waiting = new Map<string, NewEvent[]>();
  let said = 0;

  function check(event: RecordedEvent): void {
    said += 1;
    const next = waiting.get(event.stream)?.shift();
    if (next === undefined) throw new Difference('risk', event, 'nothing gives a reason for it');
    if (sameContent(next, event)) return;
    const told = `the log gives ${contentOf(next)}, not ${contentOf(event)}`;
    throw new Difference('risk', event, told);
  }

  return {
    counts: () => ({
      riskEvents: said,
      riskUnsaid: [...waiting.values()].reduce((sum, { length }) => sum + length, 0),
    }),
    read: (event: RecordedEvent): void => {
      if (idOf('risk', event.stream) !== undefined || idOf('mark', event.stream) !== undefined) {
        check(event);
        return;
      }
      for (const { stream, events } of readForWatch(state, event, catalogue)) {
        waiting.set(stream, [...(waiting.get(stream) ?? []), ...events]);
      }
    },
  };
}
