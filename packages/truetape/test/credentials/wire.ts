import { once } from 'node:events';
import { Agent, type OutgoingHttpHeaders, request } from 'node:http';
import { createSigner, type SigningKey, type SigningOptions } from '@truetape/client';

/** A request as it is on the wire. */
export interface Wire {
  readonly method: string;
  /** As it stands in the first line, with nothing mended. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  /** Of a refusal; empty where it is none. */
  readonly code: string;
  readonly text: string;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** What our client sends for a request, byte by byte. */
export async function signedWire(
  key: SigningKey,
  asked: {
    readonly method: string;
    readonly path: string;
    readonly body?: string;
    /** By their names in small letters. */
    readonly headers?: Readonly<Record<string, string>>;
  },
  options: SigningOptions,
): Promise<Wire> {
  const { method, path, body = '', headers = {} } = asked;
  const url = new URL(path, 'http://127.0.0.1');
  const bytes = body === '' ? {} : { body: new TextEncoder().encode(body) };
  const signed = await createSigner(key, options)({ method, url, headers, ...bytes });
  const type = body === '' ? {} : JSON_TYPE;
  return { method, path, body, headers: { ...type, ...headers, ...signed } };
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** Sends exactly that, and reads the answer; on a connection of its own where there is none. */
export function sendWire(
  port: number,
  wire: Wire,
  connection: Agent | null = agent,
): Promise<Answer> {
  const { asked, answered } = ask(port, wire, {}, connection ?? false);
  asked.end(wire.body);
  return answered;
}

/** Sends the head alone. The server has looked at it when it asks for the body. */
export function beginWire(port: number, wire: Wire) {
  const { asked, answered } = ask(port, wire, { expect: '100-continue' }, false);
  const begun = once(asked, 'continue');
  asked.flushHeaders();
  return { begun, answered, send: () => void asked.end(wire.body) };
}

function ask(
  port: number,
  { method, path, headers, body }: Wire,
  more: OutgoingHttpHeaders,
  connection: Agent | false,
) {
  const length = body === '' ? {} : { 'content-length': Buffer.byteLength(body) };
  const asked = request({
    ...{ host: '127.0.0.1', port, method, path },
    headers: { ...headers, ...length, ...more },
    agent: connection,
  });
  const answered = new Promise<Answer>((resolve, reject) => {
    asked.on('error', reject);
    asked.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, code: codeIn(text), text }));
    });
  });
  return { asked, answered };
}

function codeIn(text: string): string {
  try {
    return (JSON.parse(text) as { code?: string }).code ?? '';
  } catch {
    return '';
  }
}
