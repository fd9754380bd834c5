import type { ProcessName } from '@truetape/service';
import { childOf } from '../shapes/children.ts';
import type { Running } from '../shapes/shapes.ts';

/** @returns kills the process of that name which it has not killed yet, as soon as there is one */
export function serviceKiller({ service, shape }: Running): (name: ProcessName) => Promise<void> {
  const killed = new Map<ProcessName, number>();
  return async (name) => {
    // On LMDB the notary belongs to the process that appends for it.
    const isBelow = name === 'notary' && shape.processes.includes('order-path');
    const parent = isBelow
      ? await childOf(service.pid, 'order-path', killed.get('order-path'))
      : service.pid;
    const pid = await childOf(parent, name, killed.get(name));
    process.kill(pid, 'SIGKILL');
    killed.set(name, pid);
  };
}
