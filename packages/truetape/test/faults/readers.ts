import { setTimeout as sleep } from 'node:timers/promises';
import { isErrorCode } from '@truetape/contracts';
import type { Keys } from '../process/support.ts';

/** Of each reader, between two questions. */
const PAUSE_MS = 100;
/** Every question is answered within that, whatever is away. */
const ANSWER_MS_MAX = 15_000;

export interface Readers {
  /** Whether everybody is shown the log up to that position, at least. */
  shows(position: number): Promise<boolean>;
  /** @returns how often each status was answered, and every answer that nobody should get */
  stop(): Promise<ReadFigures>;
}

export interface ReadFigures {
  readonly shown: number;
  readonly unavailable: number;
  readonly wrong: readonly string[];
}

const routesOf = (accountId: string) => [
  '/v1/orders?limit=20',
  '/v1/fills?limit=20',
  `/v1/accounts/${accountId}/balances?limit=20`,
  '/v1/instruments/BTC-USD/book?depth=20',
  '/v1/instruments/BTC-USD/ticker?',
  '/v1/instruments/BTC-USD/trades?limit=20',
];

/** One reader for each route of each process, who never asks for two things at once. */
export function startReading(ports: readonly number[], [trader]: Keys['traders']): Readers {
  const { accountId = '', token = '' } = trader ?? {};
  const headers = { authorization: `Bearer ${token}` };
  const figures = { shown: 0, unavailable: 0, wrong: [] as string[] };
  let isOver = false;

  /** @returns the position of what was shown; undefined when nothing was */
  async function read(url: string, least: number): Promise<number | undefined> {
    const wrong = (what: string) => void figures.wrong.push(`${url}: ${what}`);
    try {
      const answer = await fetch(url, { headers, signal: AbortSignal.timeout(ANSWER_MS_MAX) });
      const body = (await answer.json()) as { readonly code?: string; readonly position?: number };
      if (answer.status === 503) {
        const isSaid = isErrorCode(body.code ?? '') && answer.headers.has('retry-after');
        if (!isSaid) wrong(`503 without a code or Retry-After: ${JSON.stringify(body)}`);
        figures.unavailable += 1;
        return undefined;
      }
      const { position = -1 } = body;
      if (answer.status !== 200) wrong(`${answer.status} ${JSON.stringify(body)}`);
      else if (position < least) wrong(`position ${position} after ${least}`);
      else figures.shown += 1;
      return position;
    } catch (error) {
      wrong(String(error));
      return undefined;
    }
  }

  async function poll(url: string): Promise<void> {
    for (let last = 0; !isOver; await sleep(PAUSE_MS)) last = (await read(url, last)) ?? last;
  }

  const urls = ports.flatMap((port) =>
    routesOf(accountId).map((route) => `http://127.0.0.1:${port}${route}`),
  );
  const polling = urls.map(poll);
  return {
    shows: async (position) => {
      const asked = urls.map((url) => read(`${url}&minPosition=${position}`, position));
      return (await Promise.all(asked)).every((shown) => shown !== undefined);
    },
    stop: async () => {
      isOver = true;
      await Promise.all(polling);
      return figures;
    },
  };
}
