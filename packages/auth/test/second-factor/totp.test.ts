import { describe, expect, test } from 'vitest';
import { acceptedStep, newSecret } from '../../src/second-factor/index.ts';

/** The secret of RFC 6238, appendix B. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const NEVER = -1;
/** Codes of that appendix for SHA-1, the last six of eight digits. */
const RFC_6238 = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;
const [AT_S, CODE] = RFC_6238[3];
const AT_MS = AT_S * 1_000;
const STEP = Math.floor(AT_S / 30);

describe('a code', () => {
  test.each(RFC_6238)('of second %i is %s, as RFC 6238 has it', (second, code) => {
    expect(acceptedStep(SECRET, code, second * 1_000, NEVER)).toBe(Math.floor(second / 30));
  });

  test('counts in its own thirty seconds, and in those before and after', () => {
    const startMs = STEP * 30_000;
    const stepAt = (ms: number) => acceptedStep(SECRET, CODE, ms, NEVER);
    for (const ms of [startMs - 30_000, startMs, startMs + 29_999, startMs + 59_999]) {
      expect([ms, stepAt(ms)]).toEqual([ms, STEP]);
    }
    for (const ms of [startMs - 30_001, startMs + 60_000, 0, AT_MS * 2]) {
      expect([ms, stepAt(ms)]).toEqual([ms, undefined]);
    }
  });

  test('counts once, and none does that is older than the last one', () => {
    expect(acceptedStep(SECRET, CODE, AT_MS, STEP - 1)).toBe(STEP);
    expect(acceptedStep(SECRET, CODE, AT_MS, STEP)).toBeUndefined();
    expect(acceptedStep(SECRET, CODE, AT_MS, STEP + 1)).toBeUndefined();
  });

  test('that two steps in a row have is used up for both', () => {
    // Found by trying: of a million steps one has the code of the step before.
    const [step, code] = [910_738, '911617'];
    for (const each of [step - 1, step]) {
      expect(acceptedStep(SECRET, code, each * 30_000 - 30_000, each - 1)).toBe(each);
    }
    const accepted = acceptedStep(SECRET, code, step * 30_000, NEVER);
    expect(accepted).toBe(step);
    expect(acceptedStep(SECRET, code, step * 30_000, step)).toBeUndefined();
  });

  test.each([
    '',
    '5924',
    '05924',
    '0059240',
    ' 005924',
    '005924\n',
    '00 5924',
    '٠٠٥٩٢٤',
    '0x5924',
    '5.9e3',
  ])('is six digits and nothing else: not %j', (code) => {
    expect(acceptedStep(SECRET, code, AT_MS, NEVER)).toBeUndefined();
  });

  test('of another secret does not count', () => {
    expect(acceptedStep(newSecret(), CODE, AT_MS, NEVER)).toBeUndefined();
  });

  test('is found by one in a million, not more', () => {
    const codes = Array.from({ length: 1_000 }, (_, n) => String(n * 997).padStart(6, '0'));
    const right = codes.filter((code) => acceptedStep(SECRET, code, AT_MS, NEVER) !== undefined);
    expect(right.length).toBeLessThanOrEqual(3);
  });
});
