import { type EventType, NEWEST_VERSIONS } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import { type Catalogue, catalogueEvolve, emptyCatalogue } from '../../src/index.ts';

export const SYMBOL = 'BTC-USD';
export const AT = '2026-11-21T01:22:18.123Z';

/** An event as the log has it; its place says nothing where a test does not. */
export function recorded(stream: string, type: string, data: object, revision = 0): RecordedEvent {
  return {
    type,
    schemaVersion: NEWEST_VERSIONS[type as EventType],
    stream,
    revision,
    position: 0,
    hash: '',
    correlationId: 'test',
    recordedAtMs: 0,
    data,
  };
}

/** A tick of 0.25 and a lot of 0.001, in assets of 6 and 8 decimals. */
export const LISTED = {
  at: AT,
  base: 'BTC',
  baseScale: 8,
  calendar: '24x7',
  feeTiers: [{ makerRate: '0.001', takerRate: '0.002', tier: 'standard' }],
  lot: '0.001',
  maxNotional: '1000000',
  maxQuantity: '100',
  minNotional: '1',
  minQuantity: '0.001',
  protectionRate: '0.1',
  quote: 'USD',
  quoteScale: 6,
  ruleset: 1,
  selfTradePrevention: 'none',
  startsIn: 'open',
  symbol: SYMBOL,
  tick: '0.25',
} as const;

export const listed = (changed: object = {}, symbol = SYMBOL) =>
  recorded(`instrument-${symbol}`, 'InstrumentListed', { ...LISTED, symbol, ...changed });

export function catalogueOf(...events: readonly RecordedEvent[]): Catalogue {
  const catalogue = emptyCatalogue();
  const assets = [
    recorded('venue', 'AssetListed', { asset: 'BTC', at: AT, scale: 8 }),
    recorded('venue', 'AssetListed', { asset: 'USD', at: AT, scale: 6 }),
  ];
  for (const event of [...assets, ...events]) catalogueEvolve(catalogue, event);
  return catalogue;
}
