import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { OnAnswer, Pool, TransportOptions } from '../transport.ts';

const NOTHING = Buffer.alloc(0);
/** Id and status stand first in an answer; the generator does not parse the rest. */
const HEAD = /^\{"id":"([0-9a-z]+)","status":(\d{3}),/;
const HEAD_BYTES = 60;

/** One trading session for each account, and so many requests in flight over all of them. */
export async function openSessions({ port, size, tokens }: TransportOptions): Promise<Pool> {
  const sessions: Session[] = [];
  for (const token of tokens) sessions.push(await openSession(port, token));
  let free = size;
  return {
    free: () => free,
    send: ({ text, account }, onAnswer) => {
      const session = sessions[account];
      if (free === 0 || session === undefined) return false;
      free -= 1;
      session.send(text, (status, body) => {
        free += 1;
        onAnswer(status, body);
      });
      return true;
    },
    close: () => {
      for (const session of sessions) session.close();
    },
  };
}

interface Session {
  readonly send: (frame: string, onAnswer: OnAnswer) => void;
  readonly close: () => void;
}

async function openSession(port: number, token: string): Promise<Session> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/session`, {
    headers: { authorization: `Bearer ${token}` },
    perMessageDeflate: false,
  });
  await once(socket, 'open');
  const waiting = new Map<string, OnAnswer>();
  let sent = 0;
  const answer = (id: string, status: number, body: Buffer) => {
    const onAnswer = waiting.get(id);
    waiting.delete(id);
    onAnswer?.(status, body);
  };
  socket.on('message', (data) => {
    const body = data as Buffer;
    const [, id = '', status = 0] = HEAD.exec(body.toString('latin1', 0, HEAD_BYTES)) ?? [];
    answer(id, Number(status), body);
  });
  // An end is told by `close`, with or without an error before it.
  socket.on('error', () => {});
  socket.on('close', () => {
    for (const id of [...waiting.keys()]) answer(id, 0, NOTHING);
  });
  return {
    send: (frame, onAnswer) => {
      sent += 1;
      const id = sent.toString(36);
      waiting.set(id, onAnswer);
      if (socket.readyState === socket.OPEN) socket.send(`{"id":"${id}",${frame.slice(1)}`);
      else answer(id, 0, NOTHING);
    },
    close: () => {
      waiting.clear();
      socket.terminate();
    },
  };
}
