import type { WebSocket } from 'ws';
import type { Case } from './case-files.ts';
import { bytesOf, type Piece } from './pieces.ts';
import { type Place, placeOf } from './places.ts';
import { converse, type Frames, PATHS, underneath } from './send-frame.ts';
import { sendHttp } from './send-http.ts';
import { sendSteps } from './send-socket.ts';
import { bytesWithNames } from './set-up.ts';
import type { World } from './world.ts';

/** What was sent where, and what came. */
export interface Observation {
  /** `http orders.price` */
  readonly sent: string;
  readonly expected: readonly string[];
  readonly observed: readonly string[];
}

type Channel = 'http' | Frames;

/** Sends a case in every way that it says. */
export async function runCase(world: World, one: Case): Promise<readonly Observation[]> {
  const sends = [...inPlaces(one), ...alone(one)];
  if (sends.length === 0) throw new Error(`Nothing is sent: ${one.title}`);
  const observations: Observation[] = [];
  for (const { sent, expected, send } of sends) {
    observations.push({ sent, expected, observed: await send(world) });
  }
  return observations;
}

interface Send {
  readonly sent: string;
  readonly expected: readonly string[];
  readonly send: (world: World) => Promise<readonly string[]>;
}

function inPlaces(one: Case): readonly Send[] {
  return (one.in ?? []).flatMap((name) => {
    const { http, session, stream, ...place } = placeOf(name);
    const as = one.as ?? place.as;
    const literal = one.json ?? JSON.stringify(one.value);
    const bare = typeof one.value === 'string' ? one.value : JSON.stringify(one.value);
    const written = (template: unknown) => putInto(JSON.stringify(template), literal);
    const sends: Send[] = [];
    if (http !== undefined) {
      const headers = Object.fromEntries(
        Object.entries(place.headers ?? {}).map(([header, text]) => [header, put(text, bare)]),
      );
      const body = place.body === undefined ? undefined : written(place.body);
      const expected = expectedOf(one, 'http', place);
      const request = { as, http: put(http, bare), headers: { ...headers, ...one.headers }, body };
      const send = (world: World) => sendHttp(world, request);
      sends.push({ sent: `http ${name}`, expected, send });
    }
    for (const [kind, template] of [['session', session] as const, ['stream', stream] as const]) {
      if (template === undefined) continue;
      const expected = expectedOf(one, kind, place);
      const frame = written(template);
      sends.push({ sent: `${kind} ${name}`, expected, send: framed(kind, one, frame, expected) });
    }
    return sends;
  });
}

function alone(one: Case): readonly Send[] {
  const { http, text, body, session, stream, frames = [], socket, webSocket, bytes } = one;
  const sends: Send[] = [];
  const json = (value: unknown) => JSON.stringify(value);
  if (http !== undefined) {
    const written = text ?? (body === undefined ? undefined : json(body));
    const sent = written === undefined ? undefined : bytesOf(written);
    const request = { as: one.as, http, headers: one.headers, body: sent };
    const send = (world: World) => sendHttp(world, request);
    sends.push({ sent: 'http', expected: expectedOf(one, 'http'), send });
  }
  const framesOf: readonly (readonly [Frames, Piece | undefined])[] = [
    ['session', session === undefined ? undefined : json(session)],
    ['stream', stream === undefined ? undefined : json(stream)],
    ...frames.map((kind) => [kind, text] as const),
  ];
  for (const [kind, frame] of framesOf) {
    if (frame === undefined) continue;
    const expected = expectedOf(one, kind);
    sends.push({ sent: kind, expected, send: framed(kind, one, bytesOf(frame), expected) });
  }
  const steps = one.steps ?? (socket === undefined ? undefined : [{ send: socket }]);
  if (steps !== undefined) {
    const expected = expectedOf(one, 'http');
    sends.push({ sent: 'socket', expected, send: (world) => sendSteps(world, steps, expected) });
  }
  if (webSocket !== undefined && bytes !== undefined) {
    const kind = webSocket;
    const expected = expectedOf(one, kind);
    const say = (it: WebSocket) => void underneath(it).write(bytesOf(bytes));
    const send = (world: World) =>
      converse(world, kind, { as: one.as, count: expected.length, say });
    sends.push({ sent: `bytes ${PATHS[kind]}`, expected, send });
  }
  return sends;
}

function framed(kind: Frames, { as }: Case, frame: Buffer, { length }: readonly string[]) {
  return (world: World) => {
    const named = bytesWithNames(frame, world.names);
    const say = (socket: WebSocket) => socket.send(named, { binary: false });
    return converse(world, kind, { as, count: length, say });
  };
}

/** What a case expects of a channel. `@` stands for how its place refuses, and behind a code for what is blamed there. */
function expectedOf(
  { title, expect }: Case,
  channel: Channel,
  { field = '', streamField = field, refused = '' }: Place = {},
): readonly string[] {
  const isByChannel = typeof expect === 'object' && !Array.isArray(expect);
  const expected = isByChannel ? expect[channel] : expect;
  if (expected === undefined) throw new Error(`Nothing is expected of ${channel}: ${title}`);
  const blamed = channel === 'stream' ? streamField : field;
  return [expected].flat().map((each) => (each === '@' ? refused : each.replace(/@$/, blamed)));
}

const put = (text: string, value: string) => text.replaceAll('@', () => value);

/** A template as JSON with the value in the place of `"@"`, where it has one. */
function putInto(template: string, value: Piece): Buffer {
  const [before = '', after] = template.split('"@"');
  return bytesOf(after === undefined ? before : [before, value, after]);
}
