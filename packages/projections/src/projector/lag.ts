import type { EventLog } from '@truetape/event-store';
import type { Metrics } from '@truetape/observability';

/** How far the read models are behind the durable log. */
export interface Lag {
  readonly position: number;
  readonly events: number;
  /** Age of the oldest event that is not in the read models; 0 when all are. */
  readonly ms: number;
}

/** Knows where each read model is and tells how far that is behind. */
export class LagGauge {
  readonly #log: EventLog;
  readonly #metrics: Metrics;
  readonly #positions = new Map<string, number>();
  readonly #leftOut = new Set<string>();

  constructor(log: EventLog, metrics: Metrics) {
    this.#log = log;
    this.#metrics = metrics;
  }

  reached(positions: ReadonlyMap<string, number>): void {
    for (const [model, position] of positions) this.#positions.set(model, position);
  }

  /** It stays where it is: it holds nobody else up. */
  leaveOut(model: string): void {
    this.#leftOut.add(model);
  }

  /** Of the one that is furthest behind and goes on. */
  async read(): Promise<Lag> {
    const goingOn = [...this.#positions].filter(([model]) => !this.#leftOut.has(model));
    const position = goingOn.length === 0 ? -1 : Math.min(...goingOn.map(([, at]) => at));
    return this.#lagAt(position, await this.#log.head());
  }

  /** Writes the lag of each into the metrics. Never rejects: a log that is closing has no lag to tell. */
  async report(): Promise<void> {
    try {
      const head = await this.#log.head();
      const lags = new Map<number, Lag>();
      for (const [model, position] of this.#positions) {
        const lag = lags.get(position) ?? (await this.#lagAt(position, head));
        lags.set(position, lag);
        this.#metrics.projectionLagEvents.labels(model).set(lag.events);
        this.#metrics.projectionLagSeconds.labels(model).set(lag.ms / 1000);
      }
    } catch {}
  }

  async #lagAt(position: number, head: number): Promise<Lag> {
    const events = Math.max(0, head - position);
    if (events === 0) return { position, events, ms: 0 };
    const nowMs = Date.now();
    const ms = Math.max(0, nowMs - ((await this.#recordedAfter(position)) ?? nowMs));
    return { position, events, ms };
  }

  async #recordedAfter(position: number): Promise<number | undefined> {
    for await (const [event] of this.#log.readAll({ after: position })) {
      return event?.recordedAtMs;
    }
    return undefined;
  }
}
