import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ERRORS, type ErrorCode } from '@truetape/contracts';
import { WebSocket } from 'ws';
import { type Caller, tokenOf } from '../http/server.ts';
import { observedProblem, said } from './observed.ts';
import type { World } from './world.ts';

const PATIENCE_MS = 8_000;

export const PATHS = { session: '/v1/session', stream: '/v1/stream' } as const;
export type Frames = keyof typeof PATHS;

export interface Said {
  readonly as?: Caller | undefined;
  /** So many answers are waited for; that the server hangs up is one. */
  readonly count: number;
  readonly say: (socket: WebSocket) => void;
}

/** Says something on a connection of its own. @returns what came */
export async function converse(
  world: World,
  kind: Frames,
  { as = 'ann', count, say }: Said,
): Promise<readonly string[]> {
  const socket = new WebSocket(`ws://127.0.0.1:${world.port}${PATHS[kind]}`, {
    headers: as === 'nobody' ? {} : { authorization: `Bearer ${tokenOf(as)}` },
    perMessageDeflate: false,
  });
  const observed: string[] = [];
  const done = new Promise<void>((resolve) => {
    const add = (...all: readonly string[]) => {
      observed.push(...all);
      if (observed.length >= count) resolve();
    };
    socket.on('message', (data) => add(...READ[kind](JSON.parse(String(data)))));
    socket.on('close', (code) => {
      add(`closed ${code}`);
      resolve();
    });
  });
  await once(socket, 'open');
  socket.on('error', () => undefined);
  say(socket);
  await Promise.race([done, sleep(PATIENCE_MS, undefined, { ref: false })]);
  if (socket.readyState !== WebSocket.CLOSED) {
    const closed = once(socket, 'close');
    socket.terminate();
    await closed;
  }
  return observed.slice(0, count);
}

/** For what no client of WebSocket says: the connection under it, which has no public name. */
export function underneath(socket: WebSocket): Socket {
  return (socket as unknown as { readonly _socket: Socket })._socket;
}

interface SessionFrame {
  readonly status: number;
  readonly problem?: { readonly requestId: string };
}

interface StreamFrame {
  readonly type: string;
  readonly code?: ErrorCode;
  readonly field?: string;
}

/** What is not asked for says nothing about what was asked. */
const UNASKED = ['welcome', 'heartbeat'];

const READ: { readonly [Kind in Frames]: (frame: unknown) => readonly string[] } = {
  session: (frame) => {
    const { status, problem } = frame as SessionFrame;
    return [
      problem === undefined ? String(status) : observedProblem(problem, status, problem.requestId),
    ];
  },
  stream: (frame) =>
    [frame as StreamFrame | readonly StreamFrame[]]
      .flat()
      .filter(({ type }) => !UNASKED.includes(type))
      .map(({ type, code, field }) =>
        type === 'error' && code !== undefined ? said(ERRORS[code].status, code, field) : type,
      ),
};
