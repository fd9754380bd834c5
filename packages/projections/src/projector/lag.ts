import type { EventLog } from '@truetape/event-store';
import type { Gauged, Metrics } from '@truetape/observability';

/** How far the read models are behind the durable log. */
export interface Lag {
  readonly position: number;
  readonly events: number;
  /** Age of the oldest event that is not in the read models; 0 when all are. */
  readonly ms: number;
}

/** Knows where the read models are and tells how far that is behind. */
export class LagGauge {
  readonly #log: EventLog;
  readonly #events: Gauged;
  readonly #seconds: Gauged;
  #position = -1;

  constructor(log: EventLog, metrics: Metrics, projection: string) {
    this.#log = log;
    this.#events = metrics.projectionLagEvents.labels(projection);
    this.#seconds = metrics.projectionLagSeconds.labels(projection);
  }

  reached(position: number): void {
    this.#position = position;
  }

  async read(): Promise<Lag> {
    const head = await this.#log.head();
    const position = this.#position;
    const events = Math.max(0, head - position);
    if (events === 0) return { position, events, ms: 0 };
    const nowMs = Date.now();
    return {
      position,
      events,
      ms: Math.max(0, nowMs - ((await this.#recordedAfter(position)) ?? nowMs)),
    };
  }

  /** Writes the lag into the metrics. Never rejects: a log that is closing has no lag to tell. */
  async report(): Promise<void> {
    try {
      const { events, ms } = await this.read();
      this.#events.set(events);
      this.#seconds.set(ms / 1000);
    } catch {}
  }

  async #recordedAfter(position: number): Promise<number | undefined> {
    for await (const [event] of this.#log.readAll({ after: position })) {
      return event?.recordedAtMs;
    }
    return undefined;
  }
}
