import { strictEqual } from 'node:assert';
import { once } from 'node:events';
import { type SessionAnswer, sessionAnswer } from '@truetape/contracts';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { type Caller, tokenOf } from '../http/server.ts';
import { until } from '../process/support.ts';

/** A real client of a trading session. */
export interface SessionClient {
  readonly socket: WebSocket;
  /** Everything that was answered, in the order that it came. */
  readonly answers: SessionAnswer[];
  /** Sends bytes and text as they are, everything else as JSON. */
  readonly send: (frame: unknown) => void;
  /** Sends a request under an id of its own and waits for its answer. */
  readonly ask: (request: object) => Promise<SessionAnswer>;
  /** Settles when so many answers have come. */
  readonly answered: (count: number) => Promise<readonly SessionAnswer[]>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

export async function openSession(
  { port }: { readonly port: number },
  caller: Caller,
): Promise<SessionClient> {
  return openSessionWith(port, tokenOf(caller));
}

export async function openSessionWith(port: number, token: string): Promise<SessionClient> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/session`, {
    headers: { authorization: `Bearer ${token}` },
    perMessageDeflate: false,
  });
  onTestFinished(() => socket.terminate());
  const answers: SessionAnswer[] = [];
  socket.on('message', (data, isBinary) => {
    strictEqual(isBinary, false);
    answers.push(sessionAnswer.parse(JSON.parse(String(data))));
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  await once(socket, 'open');
  socket.on('error', () => undefined);
  const send = (frame: unknown) => {
    const isRaw = typeof frame === 'string' || frame instanceof Uint8Array;
    socket.send(isRaw ? frame : JSON.stringify(frame));
  };
  let count = 0;
  return {
    socket,
    answers,
    closed,
    send,
    ask: async (request) => {
      count += 1;
      const id = `ask-${count}`;
      send({ id, ...request });
      await until(`${id} is answered`, () => answers.some((answer) => answer.id === id));
      return answers.find((answer) => answer.id === id) as SessionAnswer;
    },
    answered: async (wanted) => {
      await until(`${wanted} answers have come`, () => answers.length >= wanted);
      return answers;
    },
  };
}
