import type { Data } from '@truetape/contracts';
import { holds } from '../../violation.ts';
import { entryProblems, type ModelEntry } from '../entry-rules.ts';
import type { ModelAccount } from '../model-account.ts';
import type { ModelParts } from '../model-parts.ts';
import { boundsOf } from './bound.ts';
import type { ModelIntent } from './intent.ts';
import { limitProblems } from './limit-rules.ts';

/** What was appended has passed every rule that is asked of orders: nothing is beyond a limit. */
export function checkAccepted(
  entry: ModelEntry,
  intentOf: () => ModelIntent,
  account: ModelAccount,
  model: ModelParts,
): void {
  for (const { code, broken } of entryProblems(entry, account, model.venue)) {
    holds(broken !== 'yes', 'who may not trade places nothing', () => denied(code, account));
  }
  for (const { code, broken } of limitProblems(intentOf, boundsOf(account, model))) {
    holds(broken !== 'yes', 'no order is beyond a limit', () => denied(code, account));
  }
}

const denied = (code: string, { accountId, revision }: ModelAccount) =>
  `${accountId} ${revision} must be denied ${code}`;

/** A mark that a decision says is a price that its market had. */
export function checkMarks(marks: Data<'OrderPlaced'>['marks'], { venue }: ModelParts): void {
  for (const { symbol, price, atDayStart } of marks ?? []) {
    const isRight = venue.hadPrice(symbol, price) && venue.hadPrice(symbol, atDayStart);
    holds(isRight, 'a mark is a price that its market had', () => {
      return `${symbol} at ${price}, and at ${atDayStart} when the day began`;
    });
  }
}
