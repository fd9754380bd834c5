import type { Recording } from '@truetape/bench';

type Row = Recording['rows'][number];
type Unnamed<Each> = Each extends Row ? Omit<Each, 'name' | 'sequence' | 'receivedMs'> : never;

/** Order flow that looks random and is the same for the same seed: about one order in three trades. */
export function randomRecording(seed: number, count: number): Recording {
  const below = numbersFrom(seed);
  const placed: string[] = [];
  const rows: Row[] = [];
  for (let at = 0; at < count; at += 1) {
    const action = actionOf(below, placed, `order-${at}`);
    if (action.kind === 'new') placed.push(action.orderId);
    rows.push({ ...action, name: `n${at}`, sequence: at, receivedMs: at });
  }
  return { rows, trades: [], books: [] };
}

function actionOf(
  below: (limit: number) => number,
  placed: readonly string[],
  orderId: string,
): Unnamed<Row> {
  const earlier = placed[placed.length - 1 - below(40)];
  const drawn = below(20);
  const priceCents = 23_000 + below(100);
  if (earlier !== undefined && drawn < 5) return { kind: 'cancel', orderId: earlier };
  if (earlier !== undefined && drawn < 7) return { kind: 'replace', orderId: earlier, priceCents };
  const side = below(2) === 0 ? 'buy' : 'sell';
  return { kind: 'new', orderId, side, priceCents, quantityUnits: 1 + below(1_000_000) };
}

export function numbersFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % limit;
  };
}
