import { failed } from '@truetape/kernel';
import type { AppendAsks, AppendedForChild, AppendTold } from './append-messages.ts';

/** A parent that does not answer may still have appended: what it did is read in the log. */
const ANSWER_WITHIN_MS = 30_000;

/** Appends by the process that has started this one: on LMDB it alone may write. */
export function appendByParent<Asked>(): (asked: Asked) => Promise<AppendedForChild> {
  const waiting = new Map<number, (appended: AppendedForChild) => void>();
  let requests = 0;

  const answer = (request: number, appended: AppendedForChild) => {
    waiting.get(request)?.(appended);
    waiting.delete(request);
  };
  process.on('message', ({ request, appended }: AppendTold) => answer(request, appended));

  return (asked) =>
    new Promise((resolve) => {
      requests += 1;
      const request = requests;
      waiting.set(request, resolve);
      const giveUp = (code: 'UNAVAILABLE' | 'UNKNOWN_OUTCOME', reason: string) =>
        answer(request, failed({ code, reason }));
      setTimeout(giveUp, ANSWER_WITHIN_MS, 'UNKNOWN_OUTCOME', 'the writer is silent').unref();
      const asks: AppendAsks<Asked> = { append: { ...asked, request } };
      if (!process.connected) return giveUp('UNAVAILABLE', 'the writer is gone');
      process.send?.(asks, undefined, undefined, (error) => {
        if (error !== null) giveUp('UNAVAILABLE', error.message);
      });
    });
}
