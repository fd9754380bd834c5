import { once } from 'node:events';
import { CANDLE_INTERVAL, CHANNELS, type StreamMessage, SUBSCRIPTIONS } from '@truetape/contracts';
import { readFrame } from '@truetape/contracts/testing';
import WebSocket from 'ws';
import type { Asked } from './cells.ts';
import { type Expected, expectedOf } from './oracle.ts';
import type { Rule, Rules } from './page.ts';
import { ACCOUNTS, MISSING, PERSONAS, type Persona, tokenOf } from './personas.ts';

/** By a header of the request that opens the connection, or by a message in it. */
type By = 'header' | 'message';

const OF_MARKET = { symbol: 'BTC-USD', depth: 10, interval: CANDLE_INTERVAL };
const ACCOUNT_IDS = [ACCOUNTS.own, ACCOUNTS.foreign, MISSING] as const;

/** Subscribes to every channel as everybody, of every account, over real connections, and compares with the page. */
export async function subscribeAll(port: number, rules: Rules): Promise<Asked> {
  const wrong: string[] = [];
  let cells = 0;
  let letIn = 0;
  for (const persona of PERSONAS) {
    for (const by of ['header', 'message'] as const) await asPersona(persona, by);
  }
  return { cells, names: CHANNELS.length, letIn, wrong };

  async function asPersona(persona: Persona, by: By): Promise<void> {
    const client = await open(port, by === 'header' ? tokenOf(persona) : undefined);
    const isRefused = persona.isRefused !== undefined;
    if (by === 'header' && isRefused) {
      cells += CHANNELS.length;
      if (client.status !== 401) wrong.push(`${persona.name} by ${by}: opened, ${client.status}`);
      client.socket.terminate();
      return;
    }
    // Who is refused by a message is nobody, as before it.
    const now = by === 'message' && isRefused ? { name: 'nobody' } : persona;
    if (by === 'message' && tokenOf(persona) !== undefined) await authenticate(client, persona);
    await Promise.all(
      CHANNELS.map((channel) => onChannel(client, `stream ${channel}`, channel, now)),
    );
    client.socket.terminate();
  }

  async function authenticate({ ask }: Client, persona: Persona): Promise<void> {
    const told = await ask({ op: 'authenticate', token: tokenOf(persona) });
    const right = persona.isRefused === undefined ? 'authenticated' : 'AUTH_REQUIRED';
    const is = saidIn(told);
    if (is !== right) wrong.push(`${persona.name} by message: ${is} instead of ${right}`);
  }

  async function onChannel(
    { ask }: Client,
    name: string,
    channel: keyof typeof SUBSCRIPTIONS,
    persona: Persona,
  ): Promise<void> {
    const rule = rules.get(name);
    if (rule === undefined) {
      wrong.push(`${name} does not stand on the page`);
      return;
    }
    const isOfAccount = 'accountId' in SUBSCRIPTIONS[channel];
    const refusals: string[] = [];
    for (const accountId of isOfAccount ? ACCOUNT_IDS : [undefined]) {
      const about = accountId === undefined ? marketOf(channel) : { accountId };
      const told = await ask({ op: 'subscribe', subscription: { channel, ...about } });
      const expected = expectedOf(rules, rule, persona, accountId);
      cells += 1;
      if (expected === 'let in') letIn += 1;
      else if (accountId !== ACCOUNTS.own) refusals.push(JSON.stringify({ ...told, id: '' }));
      const why = whyWrong(rule, expected, told, accountId);
      if (why !== undefined) wrong.push(`${name} as ${persona.name} of ${accountId}: ${why}`);
    }
    if (new Set(refusals).size > 1) {
      wrong.push(`${name} as ${persona.name}: a foreign account is told from a missing one`);
    }
  }
}

function whyWrong(
  { name }: Rule,
  expected: Expected,
  told: StreamMessage,
  accountId: string | undefined,
): string | undefined {
  const is = saidIn(told);
  if (expected !== 'let in') {
    return is === expected.code ? undefined : `${is} instead of ${expected.code}`;
  }
  const isThere = accountId === MISSING ? 'ACCOUNT_NOT_FOUND' : 'subscribed';
  return is === isThere ? undefined : `${is} instead of ${isThere} of ${name}`;
}

const saidIn = (told: StreamMessage) => (told.type === 'error' ? told.code : told.type);

function marketOf(channel: keyof typeof SUBSCRIPTIONS): object {
  const named = Object.keys(SUBSCRIPTIONS[channel]);
  return Object.fromEntries(Object.entries(OF_MARKET).filter(([each]) => named.includes(each)));
}

interface Client {
  readonly socket: WebSocket;
  /** 101 where it is open. */
  readonly status: number;
  /** Sends a request and waits for what is said to it. */
  readonly ask: (request: object) => Promise<StreamMessage>;
}

async function open(port: number, token: string | undefined): Promise<Client> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/stream`, { headers });
  const asked = new Map<string, (told: StreamMessage) => void>();
  socket.on('message', (data) => {
    for (const message of readFrame(String(data))) {
      if ('id' in message && message.id !== undefined) asked.get(message.id)?.(message);
    }
  });
  const status = await statusOf(socket);
  let count = 0;
  return {
    socket,
    status,
    ask: (request) => {
      count += 1;
      const id = `ask-${count}`;
      socket.send(JSON.stringify({ id, ...request }));
      return new Promise((told) => void asked.set(id, told));
    },
  };
}

/** What the request for a connection is answered. */
export async function statusOf(socket: WebSocket): Promise<number> {
  socket.on('error', () => undefined);
  const refused = once(socket, 'unexpected-response').then(
    ([, answer]) => (answer as { readonly statusCode: number }).statusCode,
  );
  return Promise.race([refused, once(socket, 'open').then(() => 101)]);
}
