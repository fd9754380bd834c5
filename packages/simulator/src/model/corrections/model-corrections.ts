import type { Data } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import { holds, Violation } from '../../violation.ts';
import { atto } from '../decimal.ts';
import type { ModelLedger } from '../model-ledger.ts';
import { same } from '../same.ts';
import { expectedMoves } from './expected.ts';
import { movesOf } from './moves.ts';
import { TradeSides } from './trade-sides.ts';

type Proposed = Data<'CorrectionProposed'>;

interface Proposal {
  readonly data: Proposed;
  readonly proposer: string | undefined;
  decision: 'approved' | 'rejected' | undefined;
}

/** What an account has to put right, by the revision of what was approved. */
export interface Due {
  readonly revision: number;
  readonly leg: Proposed['legs'][number];
}

/** What operators have proposed and decided, and what accounts have not put right yet. */
export class ModelCorrections {
  readonly trades = new TradeSides();
  readonly proposals = new Map<number, Proposal>();
  readonly #due = new Map<string, Due[]>();
  readonly #keys = new Set<string>();
  readonly #ledger: ModelLedger;

  constructor(ledger: ModelLedger) {
    this.#ledger = ledger;
  }

  read(event: RecordedEvent): void {
    const { idempotencyKey = '' } = event.data as Proposed;
    const isNew = idempotencyKey === '' || !this.#keys.has(idempotencyKey);
    holds(isNew, 'one effect per key and reference', () => idempotencyKey);
    this.#keys.add(idempotencyKey);
    if (event.type === 'CorrectionProposed') this.#propose(event);
    else this.#decide(event);
  }

  /** What an account puts right next. */
  take(accountId: string): Due | undefined {
    return this.#due.get(accountId)?.shift();
  }

  /** What no account has put right yet, in words. */
  toString(): string {
    return [...this.#due]
      .flatMap(([accountId, due]) => due.map(({ revision }) => `${accountId} ${revision}`))
      .join();
  }

  #propose(event: RecordedEvent): void {
    const data = event.data as Proposed;
    const { correction, legs } = data;
    const told = () => JSON.stringify(data);
    if (correction.kind !== 'adjustment') {
      const { symbol, tradeNumber } = correction;
      holds(this.trades.of(symbol, tradeNumber).length === 2, 'what is settled is corrected', told);
      const isOnce = ![...this.proposals.values()].some((other) => isOfSame(correction, other));
      holds(isOnce, 'a trade is corrected once', told);
    }
    const expected = expectedMoves(correction, (symbol, number) => this.trades.of(symbol, number));
    holds(`${movesOf(legs)}` === `${expected}`, 'a correction puts right what it says', () => {
      return `${told()}, expected ${expected}`;
    });
    holds(legs.every(isGivingFirst), 'a correction gives before it takes', told);
    const proposer = event.actor?.userId;
    this.proposals.set(event.revision, { data, proposer, decision: undefined });
  }

  #decide(event: RecordedEvent): void {
    const { proposal, legs } = event.data as Data<'CorrectionApproved'>;
    const told = () => `${event.type} ${JSON.stringify(event.data)}`;
    const proposed = this.proposals.get(proposal);
    if (proposed === undefined || proposed.decision !== undefined) {
      throw new Violation('what was proposed is decided once', told());
    }
    proposed.decision = event.type === 'CorrectionApproved' ? 'approved' : 'rejected';
    if (proposed.decision === 'rejected') return;
    const isOther = proposed.proposer !== event.actor?.userId;
    holds(isOther, 'who proposes a correction does not approve it', told);
    holds(same(legs, proposed.data.legs), 'what was proposed is approved', told);
    for (const leg of legs) this.#approve(event.revision, leg);
  }

  #approve(revision: number, leg: Due['leg']): void {
    const due = this.#due.get(leg.accountId) ?? [];
    this.#due.set(leg.accountId, due);
    due.push({ revision, leg });
    for (const { against, asset, amount } of leg.lines) {
      if (against === 'clearing') this.#ledger.owe(leg.accountId, asset, atto(amount));
    }
  }
}

const isOfSame = (
  { symbol, tradeNumber }: Exclude<Proposed['correction'], { kind: 'adjustment' }>,
  { data: { correction: other }, decision }: Proposal,
) =>
  decision !== 'rejected' &&
  other.kind !== 'adjustment' &&
  other.symbol === symbol &&
  other.tradeNumber === tradeNumber;

const isGivingFirst = ({ lines }: Due['leg']) => {
  const firstTaken = lines.findIndex(({ amount }) => amount.startsWith('-'));
  return firstTaken < 0 || lines.slice(firstTaken).every(({ amount }) => amount.startsWith('-'));
};
