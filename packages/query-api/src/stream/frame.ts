import type { ControlMessage } from '@truetape/contracts';

/** Messages as they are sent: a JSON array. */
export function frameOf(messages: readonly string[]): Buffer {
  return Buffer.from(`[${messages.join(',')}]`);
}

export function controlFrame(message: ControlMessage): Buffer {
  return frameOf([JSON.stringify(message)]);
}
