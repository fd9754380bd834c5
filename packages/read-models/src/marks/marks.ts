import { formatDay, timeOf } from '@truetape/codec';
import { idOf } from '@truetape/contracts';
import { dayOf } from '@truetape/domain';
import { assert } from '@truetape/kernel';
import type { ReadModel } from '../framework/read-model.ts';
import { dayMarksTable } from './day-marks-table.ts';
import { marksTable } from './marks-table.ts';

/** What positions are valued at. The last trade of a day takes the place of those before it. */
export const marks: ReadModel = {
  name: 'marks',
  tables: [marksTable, dayMarksTable],
  start: () => ({
    apply: (event, rows) => {
      if (event.type === 'MarkRecorded') {
        rows.put(dayMarksTable, event.data);
      } else if (event.type === 'TradeExecuted') {
        const { at, price } = event.data;
        const symbol = idOf('market', event.stream);
        assert(symbol !== undefined, 'a trade stands in the stream of a market');
        rows.put(marksTable, { symbol, day: formatDay(dayOf(timeOf(at))), price, at });
      }
    },
  }),
};
