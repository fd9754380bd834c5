import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** The processes that run a program, by what the system says. */
export function processesOf(program: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => textOf(pid, 'cmdline').split('\0')[1] === program);
}

/** `cmdline`, `environ` or `stat` of a process; empty when it is gone. */
export function textOf(pid: number, what: 'cmdline' | 'environ' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return '';
  }
}

export async function until<T>(condition: () => T | undefined | false): Promise<T> {
  for (;;) {
    const found = condition();
    if (found !== undefined && found !== false) return found;
    await sleep(10);
  }
}
