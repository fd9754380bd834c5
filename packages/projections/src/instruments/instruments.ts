import { idOf } from '@truetape/contracts';
import { assert } from '@truetape/kernel';
import type { EventOf } from '../framework/log-event.ts';
import type { ReadModel } from '../framework/read-model.ts';
import type { RowOf } from '../framework/table.ts';
import { instrumentsTable } from './instruments-table.ts';

type InstrumentRow = RowOf<typeof instrumentsTable.columns>;

export const instruments: ReadModel = {
  name: 'instruments',
  tables: [instrumentsTable],
  start: () => {
    const known = new Map<string, InstrumentRow>();
    return {
      apply: (event, rows) => {
        const row =
          event.type === 'InstrumentListed'
            ? listed(event)
            : event.type === 'MarketStateChanged'
              ? changed(known, event)
              : undefined;
        if (row === undefined) return;
        known.set(row.symbol, row);
        rows.put(instrumentsTable, row);
      },
      restore: (_table, row) => {
        known.set(row.symbol as string, row as InstrumentRow);
      },
    };
  },
};

function listed({ data }: EventOf<'InstrumentListed'>): InstrumentRow {
  const [tier] = data.feeTiers;
  assert(tier !== undefined, 'an instrument has at least one fee tier');
  return {
    symbol: data.symbol,
    base: data.base,
    quote: data.quote,
    base_scale: data.baseScale,
    quote_scale: data.quoteScale,
    tick: data.tick,
    lot: data.lot,
    min_quantity: data.minQuantity,
    max_quantity: data.maxQuantity,
    min_notional: data.minNotional,
    max_notional: data.maxNotional,
    maker_rate: tier.makerRate,
    taker_rate: tier.takerRate,
    fee_tiers: data.feeTiers,
    protection_rate: data.protectionRate,
    reference_price: data.referencePrice ?? null,
    self_trade_prevention: data.selfTradePrevention,
    calendar: data.calendar,
    // Until its matcher says otherwise.
    state: 'closed',
    listed_at: data.at,
  };
}

function changed(
  known: ReadonlyMap<string, InstrumentRow>,
  { stream, data }: EventOf<'MarketStateChanged'>,
): InstrumentRow {
  const row = known.get(idOf('market', stream) ?? '');
  assert(row !== undefined, `the market of ${stream} is listed before its state changes`);
  return { ...row, state: data.to };
}
