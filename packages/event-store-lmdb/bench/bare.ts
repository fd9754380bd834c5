import { randomBytes } from 'node:crypto';
import { canonicalForm, chainHash } from '@truetape/codec';
import { openEnvironment } from '../src/environment.ts';
import { HEADER_BYTES, positionKey } from '../src/layout.ts';
import { orderPlaced } from './order-placed.ts';

/**
 * What LMDB does alone: transactions of `eventsPerCommit` puts of the same keys and as many bytes as the log puts, one
 * after the other, each durable before the next. There is no smaller program that keeps an event. With `madeValues` the
 * text and the hash of each event are made as well, for without them the puts would not be the same.
 *
 * @returns events a second
 */
export async function bareLoop(
  folder: string,
  eventsPerCommit: number,
  seconds: number,
  madeValues: boolean,
): Promise<number> {
  const { root, events } = openEnvironment(folder, false);
  const nextValue = madeValues ? valueMaker() : readyValue();
  try {
    let position = 0;
    const startMs = performance.now();
    const endMs = startMs + seconds * 1_000;
    while (performance.now() < endMs) {
      root.transactionSync(() => {
        for (let count = 0; count < eventsPerCommit; count++) {
          events.putSync(positionKey(position), nextValue(position), { append: true });
          position += 1;
        }
      });
    }
    return Math.round((position / (performance.now() - startMs)) * 1_000);
  } finally {
    await root.close();
  }
}

function textOf(number: number): string {
  return canonicalForm(
    { stream: `account-${number % 1_000}`, revision: number },
    orderPlaced(number),
  );
}

function readyValue(): () => Buffer {
  const value = randomBytes(HEADER_BYTES + textOf(1_000).length);
  return () => value;
}

function valueMaker(): (position: number) => Buffer {
  const value = Buffer.allocUnsafeSlow(4_096);
  let hash = '00'.repeat(32);
  return (position) => {
    const text = textOf(position);
    hash = chainHash(hash, text);
    value.write(hash, 0, 'hex');
    return value.subarray(0, HEADER_BYTES + value.write(text, HEADER_BYTES));
  };
}
