import { closeSync, openSync, writeSync } from 'node:fs';
import type { Receipt } from '@truetape/contracts';

/** Every receipt that was handed to us, in order: what must be in the log whatever happened to the process. */
export interface Journal {
  readonly add: (receipt: Receipt) => void;
  readonly receipts: readonly Receipt[];
  readonly close: () => void;
}

/** With a file, one JSON object a line, written as the receipt arrives. */
export function openJournal(file?: string): Journal {
  const receipts: Receipt[] = [];
  const descriptor = file === undefined ? undefined : openSync(file, 'w', 0o600);
  return {
    receipts,
    add: (receipt) => {
      receipts.push(receipt);
      if (descriptor !== undefined) writeSync(descriptor, `${JSON.stringify(receipt)}\n`);
    },
    close: () => {
      if (descriptor !== undefined) closeSync(descriptor);
    },
  };
}
