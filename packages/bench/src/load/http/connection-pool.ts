import { type Connection, type OnAnswer, openConnection } from './connection.ts';

/** Connections that are free, and requests that use them. */
export interface ConnectionPool {
  readonly size: number;
  readonly free: () => number;
  /** True when a connection took the request; false when none is free. */
  readonly send: (request: string, onAnswer: OnAnswer) => boolean;
  readonly close: () => void;
}

export async function openPool(port: number, size: number): Promise<ConnectionPool> {
  const all: Connection[] = [];
  // One after the other: a listening socket takes only so many at once.
  for (let opened = 0; opened < size; opened += 1) all.push(await openConnection(port));
  const free = [...all];
  return {
    size,
    free: () => free.length,
    send: (request, onAnswer) => {
      // Each in its turn: the server closes a connection that is opened and never used.
      const connection = free.shift();
      if (connection === undefined) return false;
      connection.send(request, (status, body) => {
        free.push(connection);
        onAnswer(status, body);
      });
      return true;
    },
    close: () => {
      for (const connection of all) connection.close();
    },
  };
}
