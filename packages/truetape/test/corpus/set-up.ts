import { strictEqual } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { tokenOf } from '../http/server.ts';
import { ORDER as GOOD_ORDER } from '../http/venue.ts';

/** One request that must be done. */
const step = z.strictObject({
  as: z.string(),
  http: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  /** By the names that cases call them, with members of the answer: `ann.$receipt.revision`. */
  remember: z.record(z.string(), z.string()).optional(),
});

const STEPS = z
  .array(step)
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'cases/set-up.json'), 'utf8')));

/** An order that would be taken: a case that gets it through has written an event. */
const ORDER = JSON.stringify({ ...GOOD_ORDER, clientOrderId: 'new', price: '99' });

/** What has happened before any case, on the venue of `venue.ts`. @returns what is remembered of it */
export async function setUp(port: number): Promise<ReadonlyMap<string, string>> {
  const names = new Map([
    ['token', tokenOf('ann')],
    ['order', ORDER],
    ['order-length', String(ORDER.length)],
    ['order-hex', ORDER.length.toString(16)],
  ]);
  for (const { as, http, headers, body, remember = {} } of STEPS) {
    const [method = '', path = ''] = withNames(http, names).split(' ');
    const answered = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${tokenOf(as)}`,
        prefer: 'wait=10',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: withNames(JSON.stringify(body), names) }),
    });
    const answer = (await answered.json()) as Readonly<Record<string, unknown>>;
    strictEqual(answered.status < 300, true, `${http}: ${JSON.stringify(answer)}`);
    for (const [name, made] of Object.entries(remember)) {
      const value = made.replace(/\$([A-Za-z0-9.]+)/, (_, path: string) => valueAt(answer, path));
      names.set(name, value);
    }
  }
  return names;
}

/** `{name}` becomes what it stands for. */
export function withNames(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(/\{([a-z-]+)\}/g, (all, name: string) => names.get(name) ?? all);
}

/** The same with bytes, of which not all need be text. */
export function bytesWithNames(bytes: Buffer, names: ReadonlyMap<string, string>): Buffer {
  return Buffer.from(withNames(bytes.toString('latin1'), names), 'latin1');
}

function valueAt(value: unknown, path: string): string {
  let at = value;
  for (const name of path.split('.')) at = (at as Readonly<Record<string, unknown>>)[name];
  if (at === undefined) throw new Error(`There is no ${path} in ${JSON.stringify(value)}`);
  return String(at);
}
