import { deepStrictEqual, ok } from 'node:assert';
import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import {
  canonicalForm,
  catalogueEvolve,
  emptyCatalogue,
  inNewestVersion,
  readInput,
} from '@truetape/codec';
import { MemoryDisk, MemoryLog } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import { apply, emptyMarket, type Market, snapshot } from '@truetape/matcher/engine';
import { describe, test } from 'vitest';
import { verifyLog } from '../src/index.ts';

/**
 * Logs as releases wrote them, each with what it came to then. Neither is ever changed, but for the hash of a state when
 * snapshots get another format.
 */
const FOLDER = new URL('golden/', import.meta.url);
const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.ndjson'))
  .map((file) => file.replace('.ndjson', ''));

function eventsOf(name: string): readonly RecordedEvent[] {
  const lines = readFileSync(new URL(`${name}.ndjson`, FOLDER), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as RecordedEvent);
}

function logOf(events: readonly RecordedEvent[]): MemoryLog {
  const disk = new MemoryDisk('golden');
  disk.write(events.map((event) => ({ event, canonical: canonicalForm(event, event) })));
  return new MemoryLog({ disk });
}

const sha256 = (text: string) => hash('sha256', text, 'hex');

/** The state of every market after all inputs, and the last hash of every stream: what replaying comes to. */
function replayed(events: readonly RecordedEvent[]) {
  const catalogue = emptyCatalogue();
  const markets = new Map<string, Market>();
  const heads: Record<string, string> = {};
  for (const stored of events) {
    const event = inNewestVersion(stored);
    heads[event.stream] = event.hash;
    catalogueEvolve(catalogue, event);
    const input = readInput(event, catalogue);
    if (input === undefined) continue;
    const { symbol } = input;
    if (symbol !== undefined && !markets.has(symbol)) markets.set(symbol, emptyMarket(symbol));
    for (const [of, market] of markets) {
      if (symbol === undefined || symbol === of) apply(market, input.input);
    }
  }
  const states = [...markets].map(([symbol, market]) => [
    symbol,
    snapshot(market, sha256).checksum,
  ]);
  return { heads, states: Object.fromEntries(states) };
}

describe('the golden corpus', () => {
  test('holds a log that was written before its events had newer versions', () => {
    const listed = names.flatMap(eventsOf).filter(({ type }) => type === 'InstrumentListed');
    ok(listed.some(({ schemaVersion }) => schemaVersion === 1));
  });

  test.each(names)('%s replays to what was recorded', async (name) => {
    const events = eventsOf(name);
    const recorded = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
    const verified = await verifyLog(logOf(events));
    if (!verified.ok) throw verified.failure;
    const { position, trades, inFlight } = verified.value;
    deepStrictEqual({ position, trades, inFlight, ...replayed(events) }, recorded);
  });
});
