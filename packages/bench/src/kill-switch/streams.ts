import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditEvent, Page } from '@truetape/contracts';
import type { ApiClient, ApiRequest } from '../client/api-client.ts';
import { expectSuccess } from '../client/expect.ts';

const ASK_EVERY_MS = 2;
const PATIENCE_MS = 60_000;
const PAGE = 1_000;

/** The streams of the log as an operator reads them: what is there is on disk. */
export interface Streams {
  /** The revision of the last event; it reads from the one that was known before. */
  readonly head: (stream: string) => Promise<number>;
  /** Settles when the stream has an event at this revision. @throws Error when it has none within a minute */
  readonly reached: (stream: string, revision: number) => Promise<void>;
}

export function streamsBy(operator: ApiClient): Streams {
  const known = new Map<string, number>();

  async function readAfter(stream: string, after: number, limit: number) {
    const path = `/v1/audit/events?stream=${stream}&after=${after}&limit=${limit}`;
    const request: ApiRequest = { method: 'GET', path };
    return expectSuccess<Page<AuditEvent>>(request, await operator.send(request)).items;
  }

  return {
    head: async (stream) => {
      for (;;) {
        const after = known.get(stream) ?? 0;
        const last = (await readAfter(stream, after, PAGE)).at(-1);
        if (last === undefined) return after;
        known.set(stream, last.revision);
      }
    },
    reached: async (stream, revision) => {
      const deadlineMs = performance.now() + PATIENCE_MS;
      while ((await readAfter(stream, revision - 1, 1)).length === 0) {
        if (performance.now() > deadlineMs) {
          throw new Error(`${stream} did not come to revision ${revision}.`);
        }
        await sleep(ASK_EVERY_MS);
      }
    },
  };
}
