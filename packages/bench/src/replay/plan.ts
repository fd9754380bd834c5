import type { RecordedBook, RecordedRow, Recording } from './recording/flow.ts';
import type { NewRow } from './send-row.ts';

/** What the replay does next. `settle`: wait for the matcher's answer, because something is read right after it. */
export type Step =
  | { readonly kind: 'send'; readonly row: RecordedRow; readonly settle: boolean }
  | { readonly kind: 'batch'; readonly rows: readonly NewRow[] }
  | { readonly kind: 'check'; readonly book: RecordedBook };

export interface PlanOptions {
  /** How many consecutive new orders of one account may share a request; 1 for none. */
  readonly batchLimit: number;
  readonly books: boolean;
}

/** The steps of a replay, in order. Rows keep their recorded order whatever the batch limit is. */
export function planSteps(recording: Recording, options: PlanOptions): readonly Step[] {
  const steps: Step[] = [];
  const dueAfter = booksByRow(recording, options.books);
  let batch: NewRow[] = [];
  const flush = () => {
    if (batch.length > 0) steps.push(stepOf(batch));
    batch = [];
  };
  for (const [at, row] of recording.rows.entries()) {
    const due = dueAfter.get(at) ?? [];
    if (row.kind === 'new' && due.length === 0) {
      const last = batch.at(-1);
      const full = batch.length >= options.batchLimit;
      if (full || (last !== undefined && last.side !== row.side)) flush();
      batch.push(row);
      continue;
    }
    flush();
    steps.push({ kind: 'send', row, settle: true });
    for (const book of due) steps.push({ kind: 'check', book });
  }
  flush();
  return steps;
}

function stepOf(batch: readonly NewRow[]): Step {
  const [only] = batch;
  if (batch.length === 1 && only !== undefined) return { kind: 'send', row: only, settle: false };
  return { kind: 'batch', rows: batch };
}

/** The books to compare after each row: those that come before the next one in the venue's feed. */
function booksByRow(recording: Recording, wanted: boolean): ReadonlyMap<number, RecordedBook[]> {
  const due = new Map<number, RecordedBook[]>();
  let at = 0;
  for (const book of wanted ? recording.books : []) {
    const following = () => recording.rows[at + 1]?.sequence ?? Number.POSITIVE_INFINITY;
    while (following() <= book.sequence) at += 1;
    const there = due.get(at);
    if (there === undefined) due.set(at, [book]);
    else there.push(book);
  }
  return due;
}
