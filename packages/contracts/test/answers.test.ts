import { deepStrictEqual as equal, ok } from 'node:assert';
import { describe, test } from 'vitest';
import { PROBLEM } from '../src/http-api/examples.ts';
import { type Given, wrongIn } from './support/open-api.ts';

const TIME: Given = {
  method: 'GET',
  url: '/v1/time?minPosition=1',
  status: 200,
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-cache',
    etag: 'W/"RrFrQW4gHITqzHtsIh5eUu3PALrA1y8jsRtC3maBMeo"',
    'truetape-position': 27,
    'x-request-id': 'r-1',
  },
  body: JSON.stringify({ time: '2026-11-21T01:22:18.123Z', position: 27 }),
};

const DENIED: Given = {
  method: 'POST',
  url: '/v1/orders',
  status: 422,
  headers: {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-request-id': 'r-1',
  },
  body: JSON.stringify(PROBLEM),
};

const without = (given: Given, name: string): Given => {
  const { [name]: _, ...headers } = given.headers;
  return { ...given, headers };
};

/** Every answer of the tests of HTTP is held against the document so. */
describe('an answer is held against the document', () => {
  test.each([
    ['an answer', TIME],
    ['a refusal', DENIED],
    ['a head', { ...TIME, method: 'HEAD', body: '' }],
    ['one that is unchanged', { ...TIME, status: 304, body: '' }],
    ['a refusal of no route', { ...DENIED, url: '/v1/nothing', status: 404 }],
  ] as const)('%s is as it says', (_, given) => {
    equal(wrongIn(given), []);
  });

  test.each([
    ['another status', { ...TIME, status: 201 }],
    ['a field more', { ...TIME, body: '{"time":"2026-11-21T01:22:18.123Z","position":27,"a":1}' }],
    ['a field less', { ...TIME, body: '{"position":27}' }],
    ['no tag', without(TIME, 'etag')],
    ['a tag of another form', { ...TIME, headers: { ...TIME.headers, etag: 'bare' } }],
    ['a body where none is', { ...TIME, status: 304 }],
    ['another media type', { ...TIME, headers: { ...TIME.headers, 'content-type': 'text/html' } }],
    ['a code of another route', { ...DENIED, url: '/v1/assets' }],
    ['a code of another status', { ...DENIED, status: 409 }],
    ['an answer of no route', { ...TIME, url: '/v1/nothing' }],
  ] as const)('%s is wrong', (_, given) => {
    ok(wrongIn(given).length > 0);
  });
});
