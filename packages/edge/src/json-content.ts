import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refusedDigest } from './content-digest.ts';
import { hasBody } from './has-body.ts';
import { parseJson } from './json-body.ts';
import type { RequestFailure } from './problem.ts';
import { RequestError } from './request-error.ts';

const JSON_IN_UTF8 = /^application\/json[ \t]*(;[ \t]*charset=("utf-8"|utf-8)[ \t]*)?$/i;

/** Takes `application/json` in UTF-8 and nothing else, from bytes to value in one place. */
export function acceptOnlyJson(app: FastifyInstance, bodyBytesMax: number): void {
  app.decorateRequest('bodyDigest', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: bodyBytesMax },
    (request, body, done) => {
      const refused = refusedType(request) ?? refusedDigest(request, body as Buffer);
      if (refused !== undefined) return done(new RequestError(refused));
      // Many clients send the content type with every DELETE, and no content.
      if (body.length === 0 && request.method === 'DELETE') return done(null, undefined);
      const parsed = parseJson(body as Buffer);
      if (parsed.ok) done(null, parsed.value);
      else done(new RequestError(parsed.failure));
    },
  );
}

function refusedType({ headers }: FastifyRequest): RequestFailure | undefined {
  const type = headers['content-type'];
  if (type !== 'application/json' && (type === undefined || !JSON_IN_UTF8.test(type))) {
    return {
      code: 'REQUEST_UNSUPPORTED_MEDIA_TYPE',
      detail: 'The charset, where one is given, must be utf-8; there are no other parameters.',
    };
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    return { code: 'REQUEST_UNSUPPORTED_MEDIA_TYPE', detail: 'Bodies are taken uncompressed.' };
  }
  return undefined;
}

/** GET, HEAD and DELETE have no body here: one that is sent would be dropped in silence. */
export function hasUnwantedBody({ method, headers }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'DELETE' && method !== 'HEAD') return false;
  return hasBody(headers);
}
