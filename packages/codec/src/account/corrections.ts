import type { Data } from '@truetape/contracts';
import type { CorrectionFill, CorrectionLeg, CorrectionLine } from '@truetape/domain';
import { lots } from '@truetape/domain';
import { type Catalogue, marketIn, scaleIn } from '../catalogue.ts';
import { formatMinor, minorOf } from '../decimal.ts';
import { quantityOf } from '../grid.ts';
import { formatTime, timeOf } from '../time.ts';
import type { Form } from './form.ts';

type WireLeg = Data<'CorrectionApproved'>['legs'][number];
type WireLine = WireLeg['lines'][number];
type WireFill = WireLeg['fills'][number];

export const correctionSettledForm: Form<'CorrectionSettled'> = {
  encode: ({ at, correctionRevision, fills, lines }, catalogue) => ({
    at: formatTime(at),
    correctionRevision,
    fills: fills.map((fill) => fillData(fill, catalogue)),
    lines: lines.map((line) => ({
      ...lineData(line, catalogue),
      own: formatMinor(line.own, scaleIn(catalogue, line.asset)),
    })),
  }),
  decode: ({ at, correctionRevision, fills, lines }, catalogue) => ({
    type: 'CorrectionSettled',
    at: timeOf(at),
    correctionRevision,
    lines: lines.map(({ own, ...line }) => ({
      ...lineOf(line, catalogue),
      own: minorOf(own, scaleIn(catalogue, line.asset)),
    })),
    fills: fills.map((fill) => fillOf(fill, catalogue)),
  }),
};

export const formatLegs = (legs: readonly CorrectionLeg[], catalogue: Catalogue): WireLeg[] =>
  legs.map(({ accountId, fills, lines }) => ({
    accountId,
    fills: fills.map((fill) => fillData(fill, catalogue)),
    lines: lines.map((line) => lineData(line, catalogue)),
  }));

export const legsOf = (legs: readonly WireLeg[], catalogue: Catalogue): readonly CorrectionLeg[] =>
  legs.map(({ accountId, lines, fills }) => ({
    accountId,
    lines: lines.map((line) => lineOf(line, catalogue)),
    fills: fills.map((fill) => fillOf(fill, catalogue)),
  }));

function lineData({ against, amount, asset }: CorrectionLine, catalogue: Catalogue): WireLine {
  return { against, amount: formatMinor(amount, scaleIn(catalogue, asset)), asset };
}

function lineOf({ asset, amount, against }: WireLine, catalogue: Catalogue): CorrectionLine {
  return { asset, amount: minorOf(amount, scaleIn(catalogue, asset)), against };
}

function fillData(
  { units, side, lots: count, notional, fee }: CorrectionFill,
  catalogue: Catalogue,
) {
  const { grid, quoteScale } = marketIn(catalogue, units.symbol);
  return {
    fee: formatMinor(fee, quoteScale),
    notional: formatMinor(notional, quoteScale),
    quantity: grid.formatQuantity(lots(Number(count))),
    side,
    symbol: units.symbol,
  };
}

function fillOf({ symbol, side, quantity, notional, fee }: WireFill, catalogue: Catalogue) {
  const { grid, instrument, quoteScale } = marketIn(catalogue, symbol);
  return {
    units: instrument.units,
    side,
    lots: BigInt(quantityOf(grid, quantity)),
    notional: minorOf(notional, quoteScale),
    fee: minorOf(fee, quoteScale),
  };
}
