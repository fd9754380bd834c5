import { type Data, idOf } from '@truetape/contracts';
import type { Settlement } from '@truetape/domain';
import { assert, type RecordedEvent } from '@truetape/kernel';
import { legsOf } from './account/corrections.ts';
import { type Catalogue, scaleIn } from './catalogue.ts';
import { minorOf } from './decimal.ts';
import { decodeOutcome } from './market-event.ts';
import { timeOf } from './time.ts';

/** What an event of the log asks accounts to carry out; undefined when it is nothing of the kind. */
export function settlementOf(event: RecordedEvent, catalogue: Catalogue): Settlement | undefined {
  const read = READERS[event.type as keyof typeof READERS] as Reader | undefined;
  return read === undefined ? outcomeOf(event, catalogue) : read(event, catalogue);
}

type Reader = (event: RecordedEvent, catalogue: Catalogue) => Settlement;

const READERS = {
  ClockAdvanced: ({ data }) => {
    const { at, to } = data as Data<'ClockAdvanced'>;
    return { type: 'HearClock', at: timeOf(at), to: timeOf(to) };
  },
  CorrectionApproved: ({ data, revision }, catalogue) => {
    const { at, legs } = data as Data<'CorrectionApproved'>;
    return {
      type: 'SettleCorrection',
      correctionRevision: revision,
      at: timeOf(at),
      legs: legsOf(legs, catalogue),
    };
  },
  TransferSent: ({ data, stream, revision }, catalogue) => {
    const { amount, asset, at } = data as Data<'TransferSent'>;
    return {
      type: 'ReceiveTransfer',
      from: idOf('account', stream) ?? '',
      sentRevision: revision,
      at: timeOf(at),
      asset,
      amount: minorOf(amount, scaleIn(catalogue, asset)),
    };
  },
  RiskKillSwitchRequested: ({ data, stream, revision }) => {
    const { asset, at, limit, measure, symbol, value } = data as Data<'RiskKillSwitchRequested'>;
    return {
      type: 'TripForRisk',
      at: timeOf(at),
      risk: { accountId: idOf('risk', stream) ?? '', revision },
      reason: `${measure} of ${asset ?? symbol} is ${value}: its hard limit of ${limit} is reached`,
    };
  },
} as const satisfies Readonly<Record<string, Reader>>;

function outcomeOf(event: RecordedEvent, catalogue: Catalogue): Settlement | undefined {
  const symbol = idOf('market', event.stream);
  const placed = symbol === undefined ? undefined : decodeOutcome(event, catalogue);
  if (symbol === undefined || placed === undefined) return undefined;
  const { revision, causation } = event;
  assert(causation !== undefined, 'an outcome names its input');
  return {
    type: 'SettleOutcome',
    symbol,
    marketRevision: revision,
    inputRevision: causation.revision,
    at: timeOf(placed.place.at),
    outcome: placed.outcome,
  };
}
