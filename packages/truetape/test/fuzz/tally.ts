import { deepStrictEqual, ok } from 'node:assert';
import { type EventLog, START } from '@truetape/event-store';
import { type Case, KINDS } from './kinds.ts';

/** What was answered, by kind and status, and which requests may have left something. */
export class Tally {
  readonly #counts = new Map<string, number>();
  readonly #refused = new Set<string>();
  readonly #accepted = new Set<string>();

  add({ kind, requestId, asked }: Case, status: number): void {
    const key = `${kind} ${status}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    if (status >= 400) this.#refused.add(requestId);
    else if (asked.method !== 'GET') this.#accepted.add(requestId);
  }

  /** A line for each kind: `broken 75 (400: 70, 404: 5)`. */
  lines(): readonly string[] {
    return KINDS.map((kind) => {
      const ofKind = [...this.#counts].filter(([key]) => key.startsWith(`${kind} `)).sort();
      const sum = ofKind.reduce((total, [, count]) => total + count, 0);
      ok(sum > 0, `some were ${kind}`);
      const shown = ofKind.map(([key, count]) => `${key.slice(kind.length + 1)}: ${count}`);
      return `${kind} ${sum} (${shown.join(', ')})`;
    });
  }

  /** What was refused has left no event but denials; of what was accepted there are some. */
  async holdAgainst(log: EventLog): Promise<void> {
    const wrong: string[] = [];
    let followed = 0;
    for await (const events of log.readAll({ after: START })) {
      for (const { correlationId, stream, type } of events) {
        if (this.#accepted.has(correlationId)) followed += 1;
        if (!this.#refused.has(correlationId) || stream.startsWith('denials-')) continue;
        wrong.push(`${correlationId}: ${stream} ${type}`);
      }
    }
    deepStrictEqual(wrong, []);
    ok(followed > 0, 'what is accepted is in the log');
  }
}
