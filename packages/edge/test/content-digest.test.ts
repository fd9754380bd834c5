import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import { echo, openEdge, rawConnection } from './support.ts';

const digestOf = (text: string | Buffer) => createHash('sha256').update(text).digest('base64');
const BODY = '{"side":"buy","quantity":"1"}';

/** Whoever signed this request has signed `signed`, or nobody has. */
function openSigned(signed: string | null) {
  return openEdge((app: FastifyInstance) => {
    app.addHook('onRequest', (request, _reply, done) => {
      request.bodyDigest = signed;
      done();
    });
    echo(app);
  });
}

const post = (app: FastifyInstance, payload: string | Buffer, digest?: string) =>
  app.inject({
    method: 'POST',
    url: '/echo',
    payload,
    headers: {
      'content-type': 'application/json',
      ...(digest !== undefined && { 'content-digest': digest }),
    },
  });

describe('a body that was signed', () => {
  test('is taken as it was signed', async () => {
    const { app } = openSigned(digestOf(BODY));
    expect((await post(app, BODY)).json()).toEqual({ body: JSON.parse(BODY) });
  });

  test('is refused with any byte changed, missing or added, and never reaches the handler', async () => {
    const { app } = openSigned(digestOf(BODY));
    const changed = Array.from(Buffer.from(BODY), (byte, at) => {
      const [before, after] = [BODY.slice(0, at), BODY.slice(at + 1)];
      const others = [byte ^ 1, byte ^ 0x20, byte ^ 0x80, 0x20, 0].filter(
        (other) => other !== byte,
      );
      return [
        ...others.map((other) =>
          Buffer.concat([Buffer.from(before), Buffer.from([other]), Buffer.from(after)]),
        ),
        Buffer.from(before + after),
        Buffer.from(`${before} ${BODY.slice(at)}`),
      ];
    }).flat();
    for (const body of [...changed, Buffer.from(`${BODY} `), Buffer.from(`${BODY}\n`)]) {
      const response = await post(app, body);
      expect(response.statusCode, body.toString('latin1')).toBe(401);
      expect(response.json()).toMatchObject({ code: 'AUTH_SIGNATURE' });
      expect(response.headers['www-authenticate']).toBe('Bearer');
    }
  });

  test('is refused whatever Content-Digest says beside it', async () => {
    const { app } = openSigned(digestOf(BODY));
    const response = await post(app, '{}', `sha-256=:${digestOf('{}')}:`);
    expect(response.json()).toMatchObject({ code: 'AUTH_SIGNATURE' });
  });

  test('is refused when it is empty instead, and of unknown length', async () => {
    const { app, listen } = openSigned(digestOf(BODY));
    expect((await post(app, '')).statusCode).not.toBe(200);
    const { until, received } = await rawConnection(
      await listen(),
      'POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    );
    await until('"code"');
    expect(received()).toContain('AUTH_SIGNATURE');
  });

  test('may come in parts', async () => {
    const { listen } = openSigned(digestOf(BODY));
    const { until } = await rawConnection(
      await listen(),
      `POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n${(BODY.length - 1).toString(16)}\r\n${BODY.slice(1)}\r\n0\r\n\r\n`,
    );
    await until('200 OK');
  });

  test('may be none: then there is none', async () => {
    const { app } = openEdge((edge) => {
      edge.addHook('onRequest', (request, _reply, done) => {
        request.bodyDigest = digestOf('');
        done();
      });
      echo(edge);
      edge.delete('/echo', (_request, reply) => void reply.send({}));
    });
    const announced = { 'content-type': 'application/json' };
    const without = await app.inject({ method: 'DELETE', url: '/echo', headers: announced });
    expect(without.statusCode).toBe(200);
    expect((await app.inject({ method: 'POST', url: '/echo' })).json()).toEqual({ body: null });
    expect((await post(app, '{}')).json()).toMatchObject({ code: 'AUTH_SIGNATURE' });
  });

  test('says nothing about the next request', async () => {
    const { app } = openEdge((edge) => {
      let isFirst = true;
      edge.addHook('onRequest', (request, _reply, done) => {
        if (isFirst) request.bodyDigest = digestOf(BODY);
        isFirst = false;
        done();
      });
      echo(edge);
    });
    expect((await post(app, BODY)).statusCode).toBe(200);
    expect((await post(app, '{}')).statusCode).toBe(200);
  });
});

describe('a body that nobody signed', () => {
  test('is compared with its Content-Digest, where there is one', async () => {
    const { app } = openSigned(null);
    expect((await post(app, BODY)).statusCode).toBe(200);
    expect((await post(app, BODY, `sha-256=:${digestOf(BODY)}:`)).statusCode).toBe(200);
    const wrong = await post(app, `${BODY} `, `sha-256=:${digestOf(BODY)}:`);
    expect(wrong.statusCode).toBe(400);
    expect(wrong.json()).toMatchObject({ code: 'REQUEST_DIGEST' });
  });

  test.each([
    '',
    'sha-256',
    `sha-512=:${'A'.repeat(86)}==:`,
    `SHA-256=:${digestOf(BODY)}:`,
    `sha-256=${digestOf(BODY)}`,
    `sha-256=:${digestOf(BODY)}:, sha-256=:${digestOf(BODY)}:`,
    `sha-256=:${digestOf(BODY).replace('=', '')}:`,
    `sha-256=:${createHash('sha256').update(BODY).digest('hex')}:`,
  ])('is refused when that cannot be compared: %j', async (digest) => {
    const { app } = openSigned(null);
    expect((await post(app, BODY, digest)).json()).toMatchObject({ code: 'REQUEST_DIGEST' });
  });
});
