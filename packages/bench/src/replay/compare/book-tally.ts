import type { RecordedBook, RecordedLevel, Recording } from '../recording/flow.ts';
import { type LevelDifference, levelDifferences, sameLevels } from './book-difference.ts';

/**
 * Why a recorded book and ours differ.
 * - `orders-not-recorded`: everywhere they differ the venue shows more: orders that the input does not contain.
 * - `orders-recorded-twice`: everywhere they differ we show more, and it is one of the orders that the input enters
 *   twice: once too early, with the opening book, and once after the only row that cancels it.
 * - `both`: each difference is one of those.
 * - `other`: at least one difference is neither.
 */
export type DifferenceCause = 'orders-not-recorded' | 'orders-recorded-twice' | 'both' | 'other';

export interface BookReport {
  readonly compared: number;
  readonly equal: number;
  readonly causes: Readonly<Record<DifferenceCause, number>>;
  /** How many orders the input enters a second time. */
  readonly ordersRecordedTwice: number;
  /** How many different (side, price, quantity) the venue shows and we do not. */
  readonly levelsNotRecorded: number;
  /** Share of those sightings that belong to one seen in at least {@link STANDING_BOOKS} books. */
  readonly standingShare: number;
  /** Sequence of the first book that differs. */
  readonly firstDifferent: number | null;
}

/** A difference seen in so many books stands: it is an order that rests, not a moment between two messages. */
export const STANDING_BOOKS = 10;

export interface BookTally {
  readonly add: (
    recorded: RecordedBook,
    ours: { readonly bids: readonly RecordedLevel[]; readonly asks: readonly RecordedLevel[] },
  ) => void;
  readonly report: () => BookReport;
}

export function bookTally(recording: Recording): BookTally {
  const twice = ordersEnteredTwice(recording);
  const causes = { 'orders-not-recorded': 0, 'orders-recorded-twice': 0, both: 0, other: 0 };
  const sightings = new Map<string, number>();
  let compared = 0;
  let equal = 0;
  let firstDifferent: number | null = null;
  const isTwice = ({ side, priceCents, excessUnits }: LevelDifference) =>
    twice.some(
      (order) =>
        order.side === side &&
        order.priceCents === priceCents &&
        order.quantityUnits === -excessUnits,
    );
  return {
    add: (recorded, ours) => {
      compared += 1;
      if (sameLevels(recorded.bids, ours.bids) && sameLevels(recorded.asks, ours.asks)) {
        equal += 1;
        return;
      }
      firstDifferent ??= recorded.sequence;
      const differences = [
        ...levelDifferences('buy', recorded.bids, ours.bids),
        ...levelDifferences('sell', recorded.asks, ours.asks),
      ];
      const missing = differences.filter((each) => each.excessUnits > 0);
      const entered = differences.filter(isTwice);
      for (const { side, priceCents, excessUnits } of missing) {
        const level = `${side} ${priceCents} ${excessUnits}`;
        sightings.set(level, (sightings.get(level) ?? 0) + 1);
      }
      causes[causeOf(differences.length, missing.length, entered.length)] += 1;
    },
    report: () => {
      const counts = [...sightings.values()];
      const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
      const standing = sum(counts.filter((count) => count >= STANDING_BOOKS));
      return {
        compared,
        equal,
        causes: { ...causes },
        ordersRecordedTwice: twice.length,
        levelsNotRecorded: sightings.size,
        standingShare: counts.length === 0 ? 0 : standing / sum(counts),
        firstDifferent,
      };
    },
  };
}

function causeOf(all: number, missing: number, entered: number): DifferenceCause {
  if (all === 0 || missing + entered < all) return 'other';
  if (entered === 0) return 'orders-not-recorded';
  return missing === 0 ? 'orders-recorded-twice' : 'both';
}

/** New orders whose id the input has used before: in the opening book or in an earlier row. */
function ordersEnteredTwice(recording: Recording) {
  const known = new Set<string>();
  return recording.rows.flatMap((row) => {
    if (row.kind !== 'new') return [];
    if (known.has(row.orderId)) return [row];
    known.add(row.orderId);
    return [];
  });
}
