import type { RecordedEvent } from '@truetape/kernel';

/** Whether something holds for who decides. `perhaps`: it has changed so lately that a process may not have read of it. */
export type Known = 'no' | 'perhaps' | 'yes';

/** What is said once for everybody, and known to each process when it has read that far. */
export class Knowledge {
  readonly #lateMs: number;
  readonly #holds = new Map<string, { readonly isOn: boolean; readonly sinceMs: number }>();
  #nowMs = 0;

  /** @param lateMs how long after it is on disk a process may not have read of something; 0 where it writes all of it itself */
  constructor(lateMs: number) {
    this.#lateMs = lateMs;
  }

  /** Time goes by with what is on disk: where nothing more comes, nobody is believed to know. */
  read({ recordedAtMs }: RecordedEvent): void {
    if (recordedAtMs > this.#nowMs) this.#nowMs = recordedAtMs;
  }

  /** What is said again changes nothing. */
  say(name: string, isOn: boolean): void {
    if (this.isSo(name) !== isOn) this.#holds.set(name, { isOn, sinceMs: this.#nowMs });
  }

  /** As the log has it. */
  isSo(name: string): boolean {
    return this.#holds.get(name)?.isOn ?? false;
  }

  known(name: string): Known {
    const held = this.#holds.get(name);
    if (held === undefined) return 'no';
    const isRead = this.#lateMs === 0 || this.#nowMs - held.sinceMs > this.#lateMs;
    return isRead ? (held.isOn ? 'yes' : 'no') : 'perhaps';
  }
}

/** Whether any of them holds. */
export const anyOf = (all: readonly Known[]): Known =>
  all.includes('yes') ? 'yes' : all.includes('perhaps') ? 'perhaps' : 'no';
