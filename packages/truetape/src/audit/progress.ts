import { SingleBar } from 'cli-progress';

export interface Progress {
  readonly update: (position: number) => void;
  readonly stop: () => void;
}

const NONE: Progress = { update: () => undefined, stop: () => undefined };

/** How far a log is read, on standard error: on a terminal only, and never beside JSON. */
export function readingBar(title: string, head: number, json: boolean): Progress {
  if (json || !process.stderr.isTTY || head < 0) return NONE;
  const bar = new SingleBar({
    format: `${title} [{bar}] {percentage}% | {value}/{total} events | {eta_formatted} left`,
    stream: process.stderr,
    fps: 5,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(head + 1, 0);
  return { update: (position) => bar.update(position + 1), stop: () => bar.stop() };
}
