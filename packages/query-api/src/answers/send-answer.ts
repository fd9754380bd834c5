import type { Page } from '@truetape/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fresh from 'fresh';
import Negotiator from 'negotiator';
import { CSV_TYPE, type CsvColumns, csvOf } from './csv.ts';
import { etagOf } from './etag.ts';

/** The log position that an answer reflects, or has come to. */
export const POSITION_HEADER = 'truetape-position';

/** What every answer has. */
export interface Positioned {
  readonly position: number;
}

/** Sends an answer; 304 and its headers alone where the client says that it has the same. */
export function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Positioned,
): FastifyReply {
  // The position moves with every event of the venue. A tag that moved with it would never be the same.
  const { position, ...content } = answer;
  const etag = etagOf(JSON.stringify(content), 'weak');
  return sendTagged(request, reply, { position, etag, body: answer });
}

/** The same, of a list that is CSV for those who prefer that. */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page<object>,
  columns: CsvColumns,
): FastifyReply {
  reply.header('vary', [reply.getHeader('vary') ?? [], 'accept'].flat().join(', '));
  const preferred = new Negotiator(request.raw).mediaType(['application/json', 'text/csv']);
  if (preferred !== 'text/csv') return sendAnswer(request, reply, page);
  const body = csvOf(page, columns);
  reply.type(CSV_TYPE);
  if (page.next !== null) reply.header('link', `<${nextUrl(request.url, page.next)}>; rel="next"`);
  return sendTagged(request, reply, {
    position: page.position,
    // Where the next page begins is no part of the content; it follows from the last line.
    etag: etagOf(body, 'strong'),
    body,
  });
}

interface Tagged extends Positioned {
  readonly etag: string;
  readonly body: string | object;
}

function sendTagged(request: FastifyRequest, reply: FastifyReply, answer: Tagged): FastifyReply {
  const { position, etag, body } = answer;
  reply.headers({
    etag,
    [POSITION_HEADER]: position,
    // What is somebody's own is kept by nobody on the way; what is everybody's may be, and is asked for each time.
    'cache-control': request.principal === null ? 'no-cache' : 'no-store',
  });
  // Without their Cache-Control: `fetch` says no-cache beside each condition, and means the caches on the way.
  const { 'if-none-match': noneMatch } = request.headers;
  if (fresh({ 'if-none-match': noneMatch }, { etag })) return reply.code(304).send();
  return reply.send(body);
}

function nextUrl(url: string, cursor: string): string {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  searchParams.set('cursor', cursor);
  return `${pathname}?${searchParams}`;
}
