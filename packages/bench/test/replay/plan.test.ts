import { describe, expect, it } from 'vitest';
import { planSteps } from '../../src/replay/plan.ts';
import type { RecordedRow } from '../../src/replay/recording/flow.ts';

const row = (sequence: number, action: string): RecordedRow => {
  const base = { name: `n${sequence}`, sequence, receivedMs: 1, orderId: `${sequence}` };
  if (action === 'cancel') return { ...base, kind: 'cancel' };
  const side = action === 'buy' ? 'buy' : 'sell';
  return { ...base, kind: 'new', side, priceCents: 1, quantityUnits: 1 };
};
const book = (sequence: number) => ({ sequence, receivedMs: 1, bids: [], asks: [] });

function drawn(actions: readonly string[], books: readonly number[], batchLimit: number) {
  const rows = actions.map((action, at) => row(at * 2, action));
  const recording = { rows, trades: [], books: books.map(book) };
  return planSteps(recording, { batchLimit, books: true }).map((step) => {
    if (step.kind === 'batch') return step.rows.map(({ name }) => name).join('+');
    if (step.kind === 'check') return `book@${step.book.sequence}`;
    return `${step.row.name}${step.settle ? '!' : ''}`;
  });
}

describe('the steps of a replay', () => {
  it('keep recorded order, and put consecutive new orders of one account into a batch', () => {
    const actions = ['buy', 'buy', 'sell', 'buy', 'buy', 'cancel', 'buy'];
    expect(drawn(actions, [], 100)).toEqual(['n0+n2', 'n4', 'n6+n8', 'n10!', 'n12']);
  });

  it('hold no batch beyond its limit', () => {
    expect(drawn(['buy', 'buy', 'buy'], [], 2)).toEqual(['n0+n2', 'n4']);
    expect(drawn(['buy', 'buy', 'buy'], [], 1)).toEqual(['n0', 'n2', 'n4']);
  });

  it('check a book after the last row before it, once that row is settled', () => {
    expect(drawn(['buy', 'buy', 'buy'], [1, 2, 9], 100)).toEqual([
      ...['n0!', 'book@1', 'n2!', 'book@2', 'n4!', 'book@9'],
    ]);
  });
});
