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
  { method, path, body = '' }: { method: string; path: string; body?: string },
  options: SigningOptions,
): Promise<Wire> {
  const url = new URL(path, 'http://127.0.0.1');
  const bytes = body === '' ? {} : { body: new TextEncoder().encode(body) };
  const signed = await createSigner(key, options)({ method, url, ...bytes });
  return { method, path, body, headers: { ...(body === '' ? {} : JSON_TYPE), ...signed } };
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/**
 * Sends exactly that, and reads the answer.
 *
 * @param connection null for one of its own
 */
export function sendWire(
  port: number,
  { method, path, headers, body }: Wire,
  connection: Agent | null = agent,
): Promise<Answer> {
  const length: OutgoingHttpHeaders =
    body === '' ? {} : { 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        ...{ host: '127.0.0.1', port, method, path },
        headers: { ...headers, ...length },
        agent: connection ?? false,
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, code: codeIn(text), text }),
        );
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

function codeIn(text: string): string {
  try {
    return (JSON.parse(text) as { code?: string }).code ?? '';
  } catch {
    return '';
  }
}
