import { deepStrictEqual } from 'node:assert';
import { onTestFinished } from 'vitest';
import { wrongIn } from './open-api.ts';

/** What of an app of Fastify this needs. */
interface App {
  addHook(
    name: 'onSend',
    hook: (
      request: { readonly method: string; readonly url: string; readonly is404: boolean },
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
  app.addHook('onSend', ({ method, url, is404 }, reply, payload, done) => {
    // What another process serves is not there: no route of this app has answered.
    if (PAGES.test(url) || is404) return done(null, payload);
    const isText = typeof payload === 'string' || Buffer.isBuffer(payload);
    const body = isText ? String(payload) : '';
    const { statusCode: status } = reply;
    wrong.push(...wrongIn({ method, url, status, headers: reply.getHeaders(), body }));
    done(null, payload);
  });
  onTestFinished(() => deepStrictEqual(wrong, []));
}
