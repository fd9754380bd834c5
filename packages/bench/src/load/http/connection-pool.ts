import type { Pool } from '../transport.ts';
import { type Connection, openConnection } from './connection.ts';

/** Connections with one request in flight each. */
export async function openPool(port: number, size: number): Promise<Pool> {
  const all: Connection[] = [];
  // One after the other: a listening socket takes only so many at once.
  for (let opened = 0; opened < size; opened += 1) all.push(await openConnection(port));
  const free = [...all];
  return {
    free: () => free.length,
    send: ({ text }, onAnswer) => {
      // Each in its turn: the server closes a connection that is opened and never used.
      const connection = free.shift();
      if (connection === undefined) return false;
      connection.send(text, (status, body) => {
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
