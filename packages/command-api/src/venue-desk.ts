import { type Catalogue, formatTime } from '@truetape/codec';
import {
  type ChangeFees,
  type Data,
  type ListInstrument,
  type SetKillSwitch,
  streams,
} from '@truetape/contracts';
import { type EpochMs, epochMs, type MarketState } from '@truetape/domain';
import type { EventLog } from '@truetape/event-store';
import { failed, type RecordedEvent } from '@truetape/kernel';
import type { Operated } from './append-at-head.ts';
import { earlierAnswer, type Said } from './earlier.ts';
import { feeTierData, instrumentData, listingProblem } from './instrument-data.ts';
import { isTripped, switchSaid } from './kill-switch.ts';
import { type By, earlierByKey, operate } from './operate.ts';

export interface VenueDeskOptions {
  readonly log: EventLog;
  readonly catalogue: Catalogue;
  readonly now: () => EpochMs;
  /** The rules that matchers know, by their numbers. New markets follow the newest. */
  readonly rulesets: readonly number[];
  /**
   * Settles when the catalogue has read so far. What is listed is answered after it, so that whoever got the answer may
   * use it. Left out where the catalogue reads what is queued.
   */
  readonly reached?: (position: number) => Promise<unknown>;
}

/** What operators ask for: writes `venue` and `instrument-{symbol}`. Asking for the same again is a repeat. */
export interface VenueDesk {
  readonly listAsset: (asset: string, scale: number, by: By) => Promise<Operated>;
  /** Nobody is given it any more. */
  readonly delistAsset: (asset: string, reason: string, by: By) => Promise<Operated>;
  readonly listInstrument: (definition: ListInstrument, by: By) => Promise<Operated>;
  readonly requestState: (symbol: string, wanted: WantedState, by: By) => Promise<Operated>;
  /**
   * Of a market, or of the venue where `symbol` is undefined. Tripped again, it cancels again; released when it is not
   * tripped, it is refused `KILL_SWITCH_NOT_TRIPPED`.
   */
  readonly setKillSwitch: (
    symbol: string | undefined,
    wanted: SetKillSwitch,
    by: By,
  ) => Promise<Operated>;
  /** From here on orders are placed with these rates; those that stand keep theirs. */
  readonly changeFees: (symbol: string, tiers: ChangeFees['tiers'], by: By) => Promise<Operated>;
  readonly adoptRuleset: (ruleset: number, by: By) => Promise<Operated>;
}

/** What a market shall be; of an auction how long it takes, and what the market is after it. */
export interface WantedState {
  readonly to: MarketState;
  readonly seconds?: number | undefined;
  readonly next?: 'open' | 'closed' | undefined;
}

export function createVenueDesk(options: VenueDeskOptions): VenueDesk {
  const { log, catalogue, now, rulesets, reached } = options;
  const newest = Math.max(...rulesets);
  /** The newest one that this desk has written: markets may follow it before they are read. */
  let written = 0;

  const append = (by: By, operation: Parameters<typeof operate>[2]) =>
    operate({ log, now, reached }, by, operation);

  function isKnownAndNotOlder(ruleset: number): boolean {
    const followed = [...catalogue.markets.values()].map(({ instrument }) => instrument.ruleset);
    return rulesets.includes(ruleset) && ruleset >= Math.max(written, ...followed);
  }

  return {
    listAsset: (asset, scale, by) => {
      const stream = streams.venue;
      const data: Data<'AssetListed'> = { asset, at: formatTime(now()), scale };
      const said: Said = [{ type: 'AssetListed', data }];
      const isOfIt = (event: RecordedEvent) =>
        event.type === 'AssetListed' && (event.data as Data<'AssetListed'>).asset === asset;
      const conflict = { code: 'ASSET_EXISTS', field: 'asset' } as const;
      return append(by, {
        stream,
        said,
        earlier: () => earlierAnswer(log, { stream, said, isOfIt, conflict }),
        refused: () => undefined,
      });
    },
    delistAsset: async (asset, reason, by) => {
      if (!catalogue.assets.has(asset)) return failed({ code: 'ASSET_NOT_FOUND' });
      const stream = streams.venue;
      const { idempotencyKey } = by;
      const data: Data<'AssetDelisted'> = { asset, at: formatTime(now()), idempotencyKey, reason };
      const said: Said = [{ type: 'AssetDelisted', data }];
      return append(by, {
        stream,
        said,
        earlier: () => earlierByKey(log, stream, said, by),
        refused: () =>
          catalogue.delisted.has(asset) ? failed({ code: 'ASSET_DELISTED' }) : undefined,
      });
    },
    listInstrument: async (definition, by) => {
      const { symbol } = definition;
      const [base = '', quote = ''] = symbol.split('-');
      const baseScale = catalogue.assets.get(base);
      const quoteScale = catalogue.assets.get(quote);
      if (baseScale === undefined || quoteScale === undefined) {
        return failed({ code: 'INSTRUMENT_UNKNOWN_ASSET', field: 'symbol' });
      }
      const stream = streams.instrument(symbol);
      const scales = { base, baseScale, quote, quoteScale };
      const data = instrumentData(definition, scales, { at: formatTime(now()), ruleset: newest });
      const said: Said = [{ type: 'InstrumentListed', data }];
      const isOfIt = ({ type }: RecordedEvent) => type === 'InstrumentListed';
      const unasked = ['ruleset'];
      const conflict = { code: 'INSTRUMENT_EXISTS', field: 'symbol' } as const;
      return append(by, {
        stream,
        said,
        earlier: () => earlierAnswer(log, { stream, said, isOfIt, unasked, conflict }),
        refused: () => {
          const problem = listingProblem(data);
          if (problem !== undefined) return failed(problem);
          written = newest;
          return undefined;
        },
      });
    },
    requestState: async (symbol, { to, seconds, next }, by) => {
      if (!catalogue.markets.has(symbol)) return failed({ code: 'INSTRUMENT_NOT_FOUND' });
      const stream = streams.instrument(symbol);
      const at = now();
      const { idempotencyKey } = by;
      const data: Data<'MarketStateRequested'> = {
        at: formatTime(at),
        dueAt: seconds === undefined ? undefined : formatTime(epochMs(at + seconds * 1_000)),
        idempotencyKey,
        next,
        symbol,
        to,
      };
      const said: Said = [{ type: 'MarketStateRequested', data }];
      return append(by, {
        stream,
        said,
        earlier: () => earlierByKey(log, stream, said, by),
        refused: () => undefined,
      });
    },
    setKillSwitch: async (symbol, wanted, by) => {
      if (symbol !== undefined && !catalogue.markets.has(symbol)) {
        return failed({ code: 'INSTRUMENT_NOT_FOUND' });
      }
      const stream = symbol === undefined ? streams.venue : streams.instrument(symbol);
      const { idempotencyKey } = by;
      const said = switchSaid(wanted, { at: formatTime(now()), idempotencyKey, symbol });
      const notTripped = async () =>
        wanted.action === 'trip' || (await isTripped(log, stream))
          ? undefined
          : failed({ code: 'KILL_SWITCH_NOT_TRIPPED' } as const);
      return append(by, {
        stream,
        said,
        earlier: async () => (await earlierByKey(log, stream, said, by)) ?? notTripped(),
        refused: () => undefined,
      });
    },
    changeFees: async (symbol, tiers, by) => {
      const market = catalogue.markets.get(symbol);
      if (market === undefined) return failed({ code: 'INSTRUMENT_NOT_FOUND' });
      const stream = streams.instrument(symbol);
      const feeTiers = tiers.map(feeTierData);
      const { idempotencyKey } = by;
      const data = { at: formatTime(now()), feeTiers, idempotencyKey, symbol };
      const said: Said = [{ type: 'FeeTiersChanged', data }];
      return append(by, {
        stream,
        said,
        earlier: () => earlierByKey(log, stream, said, by),
        refused: () => {
          const problem = listingProblem({ ...market.definition, feeTiers });
          return problem && failed(problem);
        },
      });
    },
    adoptRuleset: (ruleset, by) => {
      const stream = streams.venue;
      const { idempotencyKey } = by;
      const data: Data<'RulesetAdopted'> = { at: formatTime(now()), idempotencyKey, ruleset };
      const said: Said = [{ type: 'RulesetAdopted', data }];
      return append(by, {
        stream,
        said,
        earlier: () => earlierByKey(log, stream, said, by),
        refused: () => {
          if (!isKnownAndNotOlder(ruleset)) {
            return failed({ code: 'RULESET_UNKNOWN', field: 'ruleset' });
          }
          written = Math.max(written, ruleset);
          return undefined;
        },
      });
    },
  };
}
