import type { Data } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import { holds } from '../../violation.ts';
import { atto } from '../decimal.ts';
import { same } from '../same.ts';
import { THRESHOLDS } from './watched-bound.ts';

type Crossed = RecordedEvent<'RiskThresholdCrossed', Data<'RiskThresholdCrossed'>>;
type Requested = RecordedEvent<'RiskKillSwitchRequested', Data<'RiskKillSwitchRequested'>>;

/** What is said of any measure, whatever it is: thresholds from the lowest on, each once, and a trip behind the last of them. */
export class Ladder {
  readonly #last = new Map<string, Crossed>();
  #before: RecordedEvent | undefined;

  cross(event: Crossed): void {
    const { scope, measure, symbol, asset, percent, value, limit } = event.data;
    const subject = [event.stream, scope, measure, symbol ?? asset].join(' ');
    const told = () => `${subject}: ${JSON.stringify(event.data)}`;
    const isReached = atto(value) * 100n >= atto(limit) * BigInt(percent);
    holds(isReached, 'a threshold that is said is reached', told);
    const last = this.#last.get(subject);
    const step = rungOf(percent) - rungOf(last?.data.percent);
    holds(step <= 1, 'thresholds are said from the lowest on', told);
    const isAnew = step === 1 || !same(last?.causation, event.causation);
    holds(isAnew, 'a threshold is said once per crossing', told);
    this.#last.set(subject, event);
    this.#before = event;
  }

  request(event: Requested): void {
    const { at: _, ...data } = event.data;
    const before = this.#before;
    const isBehind =
      before?.stream === event.stream &&
      before.revision === event.revision - 1 &&
      same(before.data, { ...data, percent: 100, at: event.data.at });
    holds(isBehind, 'only a limit that is reached trips', () => JSON.stringify(event.data));
  }
}

const RUNGS: readonly number[] = THRESHOLDS;

/** Below the lowest where none is reached. */
const rungOf = (percent = 0) => RUNGS.indexOf(percent);
