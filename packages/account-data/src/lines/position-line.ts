import type { PositionLine } from '@truetape/contracts';
import { positionsTable } from '@truetape/read-models/tables';
import { type LineForm, lineMaker } from './line.ts';

/** What moves with the mark is no column: whoever asks for it reckons it. */
type Stored = Omit<PositionLine, 'strategy' | 'mark' | 'unrealised'>;

export const POSITION_LINE: LineForm<Stored> = {
  table: positionsTable,
  columns: {
    symbol: 'symbol',
    quantity: 'quantity',
    cost: 'cost',
    averagePrice: 'average_price',
    realised: 'realised',
    fees: 'fees',
  },
  optional: ['averagePrice'],
};

export const positionLine = lineMaker(POSITION_LINE);
