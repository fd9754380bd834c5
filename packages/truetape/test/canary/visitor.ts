import { createHmac } from 'node:crypto';
import { request } from 'node:http';

export interface Answered {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Send = (
  method: string,
  path: string,
  body?: object,
  token?: string,
) => Promise<Answered>;

/** A client at an address of its own: all of 127.0.0.0/8 is this machine. @param errors what was refused, as it was said */
export function visitorAt(localAddress: string, port: number, errors: string[]): Send {
  return (method, path, body, token) =>
    new Promise((resolve, reject) => {
      const headers = {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      };
      const options = { host: '127.0.0.1', port, method, path, headers, localAddress };
      const sent = request(options, async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        const status = response.statusCode ?? 0;
        if (status >= 400) errors.push(JSON.stringify(response.headers) + text);
        resolve({ status, body: text === '' ? {} : JSON.parse(text) });
      });
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, without padding. */
export function base32Bytes(text: string): Buffer {
  let bits = '';
  for (const each of text) bits += BASE32.indexOf(each).toString(2).padStart(5, '0');
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
}

/** What an authenticator shows (RFC 6238: SHA-1, 30 s, 6 digits). @param later so many steps from now */
export function totp(secret: string, later = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const mac = createHmac('sha1', base32Bytes(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}
