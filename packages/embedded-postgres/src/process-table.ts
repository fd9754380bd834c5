import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { errorCode } from './postgres-error.ts';

const execute = promisify(execFile);

/** True when a process has this id, also one of another user or one that ended and was not reaped. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** True when the process is a Postgres server of this folder and has not ended. */
export async function isPostmasterOf(pid: number, folder: string): Promise<boolean> {
  if (process.platform !== 'linux') {
    const { stdout } = await execute('ps', ['-ww', '-o', 'args=', '-p', String(pid)]).catch(() => ({
      stdout: '',
    }));
    return stdout.includes(` -D ${folder} `);
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const words = command.split('\0');
  return words[words.indexOf('-D') + 1] === folder && (words[0] ?? '').endsWith('postgres');
}

/** The id of the process's parent; undefined when the process has ended. */
export async function parentOf(pid: number): Promise<number | undefined> {
  if (process.platform !== 'linux') {
    const { stdout } = await execute('ps', ['-o', 'ppid=', '-p', String(pid)]).catch(() => ({
      stdout: '',
    }));
    return Number(stdout) || undefined;
  }
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]) || undefined;
}
