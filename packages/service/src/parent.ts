/** What a process tells the one that has started it. */
export interface Report {
  /** Told once: it does its work. */
  readonly ready?: true;
  /** Of the log: how far this process is. */
  readonly position?: number;
  /** How far it is behind the log. */
  readonly lagEvents?: number;
  readonly lagMs?: number;
}

/** The process that has started this one with a line of messages, if one has. */
export interface Parent {
  readonly tell: (report: Report) => void;
}

export const parent: Parent = {
  tell: (report) => {
    if (process.connected) process.send?.(report, undefined, undefined, () => undefined);
  },
};

/** A terminal's Ctrl-C is for the parent to answer; and without a parent nobody would ever stop its child. */
export function stopWithParent(stop: () => void): void {
  if (process.send === undefined) {
    process.on('SIGINT', stop);
    return;
  }
  process.on('SIGINT', () => undefined);
  process.once('disconnect', stop);
  // It may have gone while this process was still starting.
  if (!process.connected) stop();
}
