import type { ApiClient } from '../client/api-client.ts';
import { MARKETS } from '../load/workload/market.ts';
import type { LatencySummary } from '../measure/latencies.ts';
import { makeChanges } from './changes.ts';
import { feedLatency, recordedTimes } from './feed-latency.ts';
import { FOLLOWED } from './readers-job.ts';
import { sampleService } from './service-metrics.ts';
import type { ReadersProcess } from './spawn-readers.ts';

export interface FeedsCase {
  readonly clients: number;
  readonly changesPerSecond: number;
  readonly seconds: number;
  /** Connections beside them that never read. */
  readonly stalled: number;
}

export interface FeedsFigures extends FeedsCase {
  readonly channels: number;
  /** Changes that were made. */
  readonly changes: number;
  readonly frames: number;
  readonly gaps: number;
  readonly ended: readonly string[];
  readonly stalledEnded: readonly string[];
  /** From the log's record of a change to each client. */
  readonly latency: LatencySummary;
  /** Of the service while it is traded, its feeds included. */
  readonly processorShare: number;
  readonly residentMiB: number;
  /** What each connection with its subscriptions has added. */
  readonly connectionKiB: number;
}

export interface FeedsSetting {
  readonly url: string;
  readonly port: number;
  readonly operator: ApiClient;
  readonly traders: readonly ApiClient[];
  readonly readers: ReadersProcess;
}

const [SYMBOL] = MARKETS;

/** Opens the connections, trades for a while, and looks at all that has arrived. */
export async function measureFeeds(
  setting: FeedsSetting,
  of: FeedsCase,
  run: string,
): Promise<FeedsFigures> {
  const { url, port, operator, traders, readers } = setting;
  const { clients, stalled, changesPerSecond: perSecond, seconds } = of;
  const after = [...(await recordedTimes(operator, SYMBOL, 0)).keys()].at(-1) ?? 0;
  await readers.run({ kind: 'follow', port, symbol: SYMBOL, clients: 0, stalled: 0 });
  const empty = await sampleService(url);
  await readers.run({ kind: 'follow', port, symbol: SYMBOL, clients, stalled });
  const before = await sampleService(url);
  await readers.run({ kind: 'begin' });
  const startMs = performance.now();
  const traded = { traders, symbol: SYMBOL, perSecond, durationMs: seconds * 1_000, run };
  const changes = await makeChanges(traded);
  const tookSeconds = (performance.now() - startMs) / 1_000;
  const later = await sampleService(url);
  const seen = await readers.run({ kind: 'end' });
  if (seen === undefined) throw new Error('The readers have not said what they saw.');
  const recorded = await recordedTimes(operator, SYMBOL, after);
  return {
    ...of,
    channels: FOLLOWED.length,
    changes,
    frames: seen.frames,
    gaps: seen.gaps,
    ended: seen.ended,
    stalledEnded: seen.stalledEnded,
    latency: feedLatency(seen.arrivals, recorded),
    processorShare: rounded((later.processorSeconds - before.processorSeconds) / tookSeconds, 3),
    residentMiB: rounded(later.residentBytes / 2 ** 20, 0),
    connectionKiB: rounded(
      (before.residentBytes - empty.residentBytes) / 1_024 / Math.max(1, clients),
      1,
    ),
  };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
