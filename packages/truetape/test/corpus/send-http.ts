import { tokenOf } from '../http/server.ts';
import type { Header, Sending } from './case-files.ts';
import { Connection } from './connection.ts';
import { observedAnswer } from './observed.ts';
import { bytesOf } from './pieces.ts';
import { bytesWithNames } from './set-up.ts';
import type { World } from './world.ts';

export interface Request extends Pick<Sending, 'as' | 'headers'> {
  /** The method and the path. */
  readonly http: string;
  readonly body?: Buffer | undefined;
}

/** Sends a request of HTTP, byte for byte as the case has it, on a connection of its own. @returns what came */
export async function sendHttp(world: World, request: Request): Promise<readonly string[]> {
  const { names } = world;
  const isHead = request.http.startsWith('HEAD ');
  const body = request.body && bytesWithNames(request.body, names);
  const connection = await Connection.to(world.port);
  connection.socket.write(bytesWithNames(requestOf({ ...request, body }), names));
  const [answer] = await connection.answers(1, isHead);
  connection.end();
  if (answer !== undefined) return [observedAnswer(answer, isHead)];
  return [connection.hasClosed ? 'closed' : 'nothing'];
}

/** As most clients write it, but for what the case says of its headers. */
function requestOf({ as = 'ann', http, headers, body }: Request): Buffer {
  const all: Record<string, Header> = {
    host: 'x',
    authorization: as === 'nobody' ? null : `Bearer ${tokenOf(as)}`,
    'content-type': body === undefined ? null : 'application/json',
    'content-length': body === undefined ? null : String(body.length),
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => {
    if (value === null) return [];
    // A list is the same header again and again.
    const values = Array.isArray(value) ? value : [value];
    return values.map((each) => bytesOf([`${name}: `, each, '\r\n']));
  });
  const first = Buffer.from(`${http} HTTP/1.1\r\n`);
  return Buffer.concat([first, ...lines, Buffer.from('\r\n'), body ?? Buffer.alloc(0)]);
}
