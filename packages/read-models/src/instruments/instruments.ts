import { type Data, idOf } from '@truetape/contracts';
import { assert } from '@truetape/kernel';
import type { EventOf, LogEvent } from '../framework/log-event.ts';
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
        const row = changedBy(event, known);
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

type Known = ReadonlyMap<string, InstrumentRow>;

function changedBy(event: LogEvent, known: Known): InstrumentRow | undefined {
  switch (event.type) {
    case 'InstrumentListed':
      return listed(event);
    case 'MarketStateChanged': {
      const { to, dueAt } = event.data;
      return {
        ...rowOf(event, known),
        state: to,
        auction_due_at: dueAt ?? null,
        indicative_price: null,
        // Until the market says otherwise, nobody would trade.
        indicative_quantity: to === 'auction' ? '0' : null,
      };
    }
    case 'AuctionIndicated': {
      const { price, quantity } = event.data;
      const row = rowOf(event, known);
      return { ...row, indicative_price: price ?? null, indicative_quantity: quantity };
    }
    case 'FeeTiersChanged': {
      const { feeTiers, symbol } = event.data;
      const row = known.get(symbol);
      assert(row !== undefined, `market ${symbol} is listed before its fees change`);
      return { ...row, ...feesOf(feeTiers) };
    }
    case 'MarketRulesetChanged':
      return { ...rowOf(event, known), ruleset: event.data.to };
    default:
      return undefined;
  }
}

function listed({ data }: EventOf<'InstrumentListed'>): InstrumentRow {
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
    ...feesOf(data.feeTiers),
    protection_rate: data.protectionRate,
    reference_price: data.referencePrice ?? null,
    self_trade_prevention: data.selfTradePrevention,
    price_band: data.priceBand ?? null,
    starts_in: data.startsIn,
    calendar: data.calendar,
    ruleset: data.ruleset,
    // Until its matcher says otherwise.
    state: 'closed',
    auction_due_at: null,
    indicative_price: null,
    indicative_quantity: null,
    listed_at: data.at,
  };
}

/** The rates of everybody, and those of who trades much. */
function feesOf(feeTiers: Data<'FeeTiersChanged'>['feeTiers']) {
  const [tier] = feeTiers;
  assert(tier !== undefined, 'an instrument has at least one fee tier');
  // JSON has no members that are there and undefined.
  const tiers = feeTiers as InstrumentRow['fee_tiers'];
  return { maker_rate: tier.makerRate, taker_rate: tier.takerRate, fee_tiers: tiers };
}

function rowOf({ stream, type }: LogEvent, known: Known): InstrumentRow {
  const row = known.get(idOf('market', stream) ?? '');
  assert(row !== undefined, `the market of ${stream} is listed before ${type}`);
  return row;
}
