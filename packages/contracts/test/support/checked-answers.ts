import { deepStrictEqual } from 'node:assert';
import { onTestFinished } from 'vitest';
import { wrongIn } from './open-api.ts';

/** What of an app of Fastify this needs. */
interface App {
  addHook(
    name: 'onSend',
    hook: (
      request: { readonly method: string; readonly url: string },
      reply: { readonly statusCode: number; getHeaders(): Readonly<Record<string, unknown>> },
      payload: unknown,
      done: (error: null, payload: unknown) => void,
    ) => void,
  ): unknown;
}

/** For people: no part of the document. */
const PAGES = /^\/docs(\/|$)/;

/**
 * Holds every answer that leaves an app until the test is over against the OpenAPI document; the test fails when one has
 * another status, header or body. Call it before routes are registered.
 */
export function checkAnswers(app: App): void {
  const wrong: string[] = [];
  app.addHook('onSend', ({ method, url }, reply, payload, done) => {
    if (PAGES.test(url)) return done(null, payload);
    const isText = typeof payload === 'string' || Buffer.isBuffer(payload);
    const body = isText ? String(payload) : '';
    const { statusCode: status } = reply;
    wrong.push(...wrongIn({ method, url, status, headers: reply.getHeaders(), body }));
    done(null, payload);
  });
  onTestFinished(() => deepStrictEqual(wrong, []));
}
