import { MemoryLog, type MemoryLogOptions } from '@truetape/event-store';

/** A log whose times are those of the test. */
export function openLog(options: MemoryLogOptions = {}): MemoryLog {
  let nowMs = Date.UTC(2026, 10, 21, 10, 0, 0);
  return new MemoryLog({ clockMs: () => ++nowMs, ...options });
}
