import type { AppendAsks, AppendTold } from '@truetape/service';
import type { Supervised } from './supervise.ts';

interface Asker {
  /** As it counts its requests. */
  readonly request: number;
  readonly answer: (told: AppendTold) => void;
}

export interface AppendRelay {
  /** What the process that asks has sent. */
  readonly fromAsker: (message: unknown, answer: (told: AppendTold) => void) => void;
  /** What the process that writes the log has sent. */
  readonly fromWriter: (message: unknown) => void;
  /** Whoever asked has ended: another one that is started counts from the beginning. */
  readonly askerEnded: () => void;
}

/** Hands what one child asks to be appended to another, the writer of the log, and its answers back. */
export function relayAppends(writer: () => Pick<Supervised, 'tell'> | undefined): AppendRelay {
  const askers = new Map<number, Asker>();
  let requests = 0;
  return {
    fromAsker: (message, answer) => {
      const { append } = message as Partial<AppendAsks<object>>;
      if (append === undefined) return;
      requests += 1;
      askers.set(requests, { request: append.request, answer });
      writer()?.tell({ append: { ...append, request: requests } });
    },
    fromWriter: (message) => {
      const { request, appended } = message as Partial<AppendTold>;
      if (request === undefined || appended === undefined) return;
      const asker = askers.get(request);
      askers.delete(request);
      asker?.answer({ request: asker.request, appended });
    },
    askerEnded: () => askers.clear(),
  };
}
