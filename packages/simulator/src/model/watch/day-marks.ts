import type { Data } from '@truetape/contracts';
import { holds } from '../../violation.ts';

type Mark = Data<'MarkRecorded'>;

/** Where each market was when a day ended: said once, and not before. */
export class DayMarks {
  readonly #last = new Map<string, string>();

  read({ symbol, day, at, price }: Mark): void {
    const isOver = day < at.slice(0, 10);
    const isNext = (this.#last.get(symbol) ?? '') < day;
    holds(isOver && isNext, 'a day is marked once, when it has ended', () => {
      return `${symbol} ${day} at ${price}, said ${at}`;
    });
    this.#last.set(symbol, day);
  }
}
