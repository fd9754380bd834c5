import { connect, type Socket } from 'node:net';
import { assert } from '@truetape/kernel';
import type { OnAnswer } from '../transport.ts';
import { responseReader } from './response-reader.ts';

/** One keep-alive connection with at most one request in flight. */
export interface Connection {
  readonly send: (request: string, onAnswer: OnAnswer) => void;
  readonly close: () => void;
}

const NOTHING = Buffer.alloc(0);

/** Connects to the loopback interface; comes back by itself when the server lets go. */
export function openConnection(port: number): Promise<Connection> {
  let socket: Socket | undefined;
  let waiting: OnAnswer | undefined;
  const answer: OnAnswer = (status, body) => {
    const onAnswer = waiting;
    waiting = undefined;
    onAnswer?.(status, body);
  };
  const open = (onOpen?: () => void) => {
    const opened = connect({ host: '127.0.0.1', port, noDelay: true });
    const reader = responseReader(({ status, body }) => answer(status, body));
    socket = opened;
    if (onOpen !== undefined) opened.once('connect', onOpen);
    opened.on('data', (chunk) => {
      try {
        reader.push(chunk);
      } catch (error) {
        opened.destroy(error as Error);
      }
    });
    // An end is told by `close`, with or without an error before it.
    opened.on('error', () => {});
    opened.on('close', () => {
      if (socket === opened) socket = undefined;
      answer(0, NOTHING);
      onOpen?.();
    });
    return opened;
  };
  const connection: Connection = {
    send: (request, onAnswer) => {
      assert(waiting === undefined, 'a connection has one request in flight');
      waiting = onAnswer;
      (socket ?? open()).write(request, 'latin1');
    },
    close: () => {
      waiting = undefined;
      socket?.destroy();
    },
  };
  return new Promise((resolve, reject) => {
    const opening = open(() => {
      if (opening.destroyed) reject(new Error(`Nobody listens on port ${port}.`));
      else resolve(connection);
    });
  });
}
