import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { piece } from './pieces.ts';

/**
 * Answers in the order that they come, each as `<status> <code> <field>` without what is not there, and then `closed`
 * or `closed <code of WebSocket>` where the server hangs up.
 */
const expected = z.union([z.string(), z.array(z.string())]);

const CALLERS = ['ann', 'bob', 'cat', 'dan', 'operator', 'second', 'stranger', 'nobody'] as const;

/** Something is done on a bare connection. */
const step = z.union([
  /** Sent as it is. */
  z.strictObject({ send: piece }),
  /** Sent again and again, until the server hangs up. */
  z.strictObject({ drip: piece, everyMs: z.number().int() }),
  /** No byte more from this side, which still listens. */
  z.strictObject({ end: z.literal(true) }),
  /** Nothing that comes is read. */
  z.strictObject({ deaf: z.literal(true) }),
  z.strictObject({ waitMs: z.number().int() }),
]);
export type Step = z.infer<typeof step>;

/** As it is sent; a list for the same header again and again; null for none where there would be one. */
const header = z.union([piece, z.array(piece), z.null()]);
export type Header = z.infer<typeof header>;

/** How what is said of a case is sent. A case has what its group has, and may have it otherwise. */
const sending = {
  /** Why this is the right answer, where that is not plain. */
  why: z.string().optional(),
  expect: z
    .union([
      expected,
      z.strictObject({
        http: expected.optional(),
        session: expected.optional(),
        stream: expected.optional(),
      }),
    ])
    .optional(),
  as: z.enum(CALLERS).optional(),
  /** Places of `places.json`, in each of which the value is sent. */
  in: z.array(z.string()).optional(),
  /** For the places: a value, or the JSON text of one. */
  value: z.unknown().optional(),
  json: piece.optional(),
  /** A request of HTTP: `POST /v1/orders`. */
  http: z.string().optional(),
  headers: z.record(z.string(), header).optional(),
  /** Sent as JSON. */
  body: z.unknown().optional(),
  /** Frames, each as JSON. */
  session: z.unknown().optional(),
  stream: z.unknown().optional(),
  /** Sent as it is: as the body of `http`, or as a frame. */
  text: piece.optional(),
  frames: z.array(z.enum(['session', 'stream'])).optional(),
  /** Sent on a bare connection; or what is done there, step by step. */
  socket: piece.optional(),
  steps: z.array(step).optional(),
  /** Bytes after the handshake of a WebSocket. */
  webSocket: z.enum(['session', 'stream']).optional(),
  bytes: piece.optional(),
};

const line = z.union([
  z.strictObject({ group: z.string(), ...sending }),
  z.strictObject({ case: z.string(), ...sending }),
]);

export type Sending = z.infer<z.ZodObject<typeof sending>>;

/** One way to be wrong. */
export interface Case extends Sending {
  readonly title: string;
}

/** The cases of one file, which are of one class. */
export interface CaseClass {
  readonly name: string;
  readonly cases: readonly Case[];
}

const FOLDER = join(import.meta.dirname, 'cases');

/** Every class there is, by its name. */
export function readClasses(): readonly CaseClass[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => ({
      name: name.slice(0, -'.jsonl'.length),
      cases: readCases(readFileSync(join(FOLDER, name), 'utf8')),
    }));
}

/** Cases as lines of JSON: one that begins a group says what those after it have in common. */
export function readCases(text: string): readonly Case[] {
  const cases: Case[] = [];
  let group: { readonly group: string } & Sending = { group: '' };
  for (const [index, written] of text.split('\n').entries()) {
    if (written === '') continue;
    const read = readLine(written, index + 1);
    if ('group' in read) group = read;
    else {
      const { group: name, ...shared } = group;
      const { case: own, ...rest } = read;
      cases.push({ ...shared, ...rest, title: `${name} › ${own}` });
    }
  }
  return cases;
}

function readLine(text: string, number: number): z.infer<typeof line> {
  try {
    return line.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`line ${number} is no case: ${text.slice(0, 200)}`, { cause });
  }
}
