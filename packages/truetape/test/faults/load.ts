import { setTimeout as sleep } from 'node:timers/promises';
import { ask, type Keys } from '../process/support.ts';

export interface Receipt {
  readonly stream: string;
  readonly revision: number;
  readonly hash: string;
}

/** Orders under way at the same time. */
const WORKERS = 24;

/** What several traders send without a pause, and what they were told. */
export interface Load {
  /** Of every order that was acknowledged, in the order of the acknowledgements. */
  readonly receipts: readonly Receipt[];
  /** How often each status was answered; 0: no answer. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Until `resume`, nothing more is sent. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** Buys and sells around one price, so that about half of the orders trade. */
export function orderAt(clientOrderId: string, number: number) {
  const side = number % 2 === 0 ? 'buy' : 'sell';
  const price = `${64_000 + ((number * 7) % 5)}`;
  const [symbol, type, quantity] = ['BTC-USD', 'limit', '0.001'];
  return { clientOrderId, symbol, side, type, price, quantity };
}

export function trade(port: number, { traders }: Keys, run: string): Load {
  const receipts: Receipt[] = [];
  const statuses = new Map<number, number>();
  let isOver = false;
  let isPaused = false;
  let next = 0;
  const work = async (worker: number) => {
    const { token } = traders[worker % traders.length] as Keys['traders'][number];
    while (!isOver) {
      if (isPaused) {
        await sleep(5);
        continue;
      }
      const number = next++;
      const order = orderAt(`${run}-${number}`, number);
      const answer = await ask(port, token, 'POST', '/v1/orders', order).catch(() => undefined);
      const status = answer?.status ?? 0;
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 201 || status === 202) receipts.push(answer?.body.receipt as Receipt);
      else await sleep(20);
    }
  };
  const working = Array.from({ length: WORKERS }, (_, worker) => work(worker));
  return {
    receipts,
    statuses,
    pause: () => {
      isPaused = true;
    },
    resume: () => {
      isPaused = false;
    },
    stop: async () => {
      isOver = true;
      await Promise.all(working);
    },
  };
}
