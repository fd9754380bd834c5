import { values } from '@truetape/contracts';
import { describe, expect, it } from 'vitest';
import { makePace } from '../../src/replay/pace.ts';
import type { RecordedRow, Recording } from '../../src/replay/recording/flow.ts';
import { decimalOf, unitsOf } from '../../src/replay/venue/decimal.ts';
import { clientOrderIdOf, idempotencyKeyOf, replayTag } from '../../src/replay/venue/identity.ts';

const row = (name: string, orderId: string, receivedMs = 0): RecordedRow => ({
  ...{ kind: 'cancel', name, orderId, sequence: 1, receivedMs },
});
const recording = (...rows: RecordedRow[]): Recording => ({ rows, trades: [], books: [] });

describe('the ids of a replay', () => {
  const long = row('n12345678', 'x'.repeat(36));

  it('have the form that the contract asks for, however long the recorded id is', () => {
    expect(values.clientOrderId.safeParse(clientOrderIdOf('0123abcd', long)).success).toBe(true);
    expect(values.reference.safeParse(idempotencyKeyOf('0123abcd', long)).success).toBe(true);
  });

  it('tell rows of the same recorded order apart', () => {
    const ids = [row('o2', '65610846'), row('n31232', '65610846')].map((each) =>
      clientOrderIdOf('0123abcd', each),
    );
    expect(ids).toEqual(['0123abcd-o2-65610846', '0123abcd-n31232-65610846']);
  });

  it('are the same for the same recording in the same market, and others elsewhere', () => {
    const tag = replayTag('BTC-USD', recording(row('n2', '1')));
    expect(tag).toMatch(/^[0-9a-f]{8}$/);
    expect(replayTag('BTC-USD', recording(row('n2', '1')))).toBe(tag);
    expect(replayTag('BTC-EUR', recording(row('n2', '1')))).not.toBe(tag);
    expect(replayTag('BTC-USD', recording(row('n2', '2')))).not.toBe(tag);
  });
});

describe('decimals', () => {
  it.each([
    [23647, 2, '236.47'],
    [23640, 2, '236.4'],
    [23600, 2, '236'],
    [5, 8, '0.00000005'],
    [0, 2, '0'],
    [7, 0, '7'],
  ])('%i at scale %i is "%s", and back', (units, scale, decimal) => {
    expect(decimalOf(units, scale)).toBe(decimal);
    expect(unitsOf(decimal, scale)).toBe(units);
  });

  it('finer than their scale are never rounded', () => {
    expect(() => unitsOf('0.001', 2)).toThrow('Invariant');
  });
});

describe('the pace', () => {
  const rows = [row('o2', '1'), row('n2', '2', 10_000), row('n3', '3', 10_400)] as const;

  it('waits until a row is due at the multiple asked for, and says how long', async () => {
    const pace = makePace(recording(...rows), 4);
    expect([await pace(rows[0]), await pace(rows[1])]).toEqual([0, 0]);
    const waitedMs = await pace(rows[2]);
    expect(waitedMs).toBeGreaterThan(60);
    expect(waitedMs).toBeLessThan(200);
  });

  it('without a speed waits for nothing', async () => {
    expect(await makePace(recording(...rows), undefined)(rows[2])).toBe(0);
  });
});
