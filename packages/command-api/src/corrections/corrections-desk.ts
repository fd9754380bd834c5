import { formatLegs, formatTime } from '@truetape/codec';
import { type Data, type ErrorCode, type ProposeCorrection, streams } from '@truetape/contracts';
import type { EventLog } from '@truetape/event-store';
import { failed, type RecordedEvent } from '@truetape/kernel';
import type { Operated } from '../append-at-head.ts';
import type { Said } from '../earlier.ts';
import { type By, type Counter, earlierByKey, operate } from '../operate.ts';
import { type CorrectionSource, legsFor } from './legs.ts';

export interface CorrectionsDeskOptions extends CorrectionSource, Counter {}

/** What operators put right: one proposes it, another one approves it. Writes `corrections`. */
export interface CorrectionsDesk {
  /** The receipt's revision is the id of the correction. */
  readonly propose: (wanted: ProposeCorrection, by: By) => Promise<Operated>;
  readonly approve: (id: number, by: By) => Promise<Operated>;
  readonly reject: (id: number, reason: string, by: By) => Promise<Operated>;
}

export function createCorrectionsDesk(options: CorrectionsDeskOptions): CorrectionsDesk {
  const { log, catalogue, now } = options;
  const stream = streams.corrections;

  /** Appends a decision on what was proposed, unless something is in its way. */
  function decide(said: Said, by: By, refused: (events: readonly RecordedEvent[]) => Refused) {
    return operate(options, by, {
      stream,
      said,
      earlier: async () =>
        (await earlierByKey(log, stream, said, by)) ?? refusal(refused(await eventsOf(log))),
      refused: () => undefined,
    });
  }

  return {
    propose: async ({ correction, reason }, by) => {
      const legs = await legsFor(correction, options);
      if (!legs.ok) return legs;
      const { idempotencyKey } = by;
      const data: Data<'CorrectionProposed'> = {
        at: formatTime(now()),
        correction,
        idempotencyKey,
        legs: formatLegs(legs.value, catalogue),
        reason,
      };
      return decide([{ type: 'CorrectionProposed', data }], by, (events) =>
        isCorrected(correction, events) ? 'CORRECTION_TRADE_CORRECTED' : undefined,
      );
    },
    approve: async (id, by) => {
      const proposed = await proposalIn(log, id);
      if (proposed === undefined) return failed({ code: 'CORRECTION_NOT_FOUND' });
      const { legs } = proposed.data as Data<'CorrectionProposed'>;
      const { idempotencyKey } = by;
      const data = { at: formatTime(now()), idempotencyKey, legs, proposal: id };
      return decide([{ type: 'CorrectionApproved', data }], by, (events) => {
        if (decisionOn(id, events) !== undefined) return 'CORRECTION_DECIDED';
        const isSame = proposed.actor?.userId === by.actor.userId;
        return isSame ? 'CORRECTION_SAME_PERSON' : undefined;
      });
    },
    reject: async (id, reason, by) => {
      if ((await proposalIn(log, id)) === undefined)
        return failed({ code: 'CORRECTION_NOT_FOUND' });
      const { idempotencyKey } = by;
      const data = { at: formatTime(now()), idempotencyKey, proposal: id, reason };
      return decide([{ type: 'CorrectionRejected', data }], by, (events) =>
        decisionOn(id, events) === undefined ? undefined : 'CORRECTION_DECIDED',
      );
    },
  };
}

type Refused = ErrorCode | undefined;

const refusal = (code: Refused): Operated | undefined =>
  code === undefined ? undefined : failed({ code });

async function eventsOf(log: EventLog): Promise<readonly RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  for await (const events of log.readStream(streams.corrections)) all.push(...events);
  return all;
}

async function proposalIn(log: EventLog, id: number): Promise<RecordedEvent | undefined> {
  for await (const [event] of log.readStream(streams.corrections, { from: id, limit: 1 })) {
    if (event?.type === 'CorrectionProposed') return event;
  }
  return undefined;
}

/** What was approved or rejected of a proposal. */
function decisionOn(id: number, events: readonly RecordedEvent[]): RecordedEvent | undefined {
  return events.find(({ type, data }) => {
    const { proposal } = data as { readonly proposal?: number };
    return type !== 'CorrectionProposed' && proposal === id;
  });
}

/** Whether the trade has been corrected, or it is proposed and not decided. */
function isCorrected(
  correction: ProposeCorrection['correction'],
  events: readonly RecordedEvent[],
): boolean {
  if (correction.kind === 'adjustment') return false;
  return events.some(({ type, data, revision }) => {
    if (type !== 'CorrectionProposed') return false;
    const { correction: other } = data as Data<'CorrectionProposed'>;
    return (
      other.kind !== 'adjustment' &&
      other.symbol === correction.symbol &&
      other.tradeNumber === correction.tradeNumber &&
      decisionOn(revision, events)?.type !== 'CorrectionRejected'
    );
  });
}
