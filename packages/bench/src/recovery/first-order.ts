import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../instance/free-port.ts';
import type { InstanceProgram } from '../instance/instance.ts';

const ASK_EVERY_MS = 5;
const PATIENCE_MS = 120_000;
const STOP_MS = 10_000;

export interface Restart {
  readonly program: InstanceProgram;
  readonly dataFolder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Starts the service on a folder that has a log, sends a new order until one is acknowledged, and ends the service.
 *
 * @returns milliseconds from the start of the process to the acknowledgement
 */
export async function msToFirstOrder(restart: Restart): Promise<number> {
  const { program, dataFolder, environment } = restart;
  const port = await freePort();
  const startedAtMs = performance.now();
  const child = spawn(program.command, [...program.arguments], {
    env: { ...process.env, ...environment, PORT: String(port), DATA_DIR: dataFolder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    await untilTaken(child, `http://127.0.0.1:${port}/v1/orders`, orderFor(dataFolder));
    return performance.now() - startedAtMs;
  } finally {
    await end(child);
  }
}

/** A limit order far from the market, with an id that no other run uses. */
function orderFor(dataFolder: string): RequestInit {
  const keys = JSON.parse(readFileSync(join(dataFolder, 'keys.json'), 'utf8')) as {
    readonly traders: readonly { readonly token: string }[];
  };
  const order = {
    clientOrderId: `recovery-${Date.now()}`,
    symbol: 'BTC-USD',
    side: 'buy',
    type: 'limit',
    price: '60000',
    quantity: '0.0001',
  };
  return {
    method: 'POST',
    headers: {
      authorization: `Bearer ${keys.traders[0]?.token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(order),
  };
}

async function untilTaken(child: ChildProcess, url: string, request: RequestInit): Promise<void> {
  const deadlineMs = performance.now() + PATIENCE_MS;
  while (performance.now() < deadlineMs) {
    if (child.exitCode !== null) throw new Error(`The service ended (${child.exitCode}).`);
    const answer = await fetch(url, request).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 201 || answer?.status === 202) return;
    if (answer !== undefined && answer.status < 500) {
      throw new Error(`The order was answered with ${answer.status}.`);
    }
    await sleep(ASK_EVERY_MS);
  }
  throw new Error(`No order was taken within ${PATIENCE_MS / 1_000} s.`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(impatience);
}
