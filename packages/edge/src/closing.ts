import type { FastifyInstance } from 'fastify';

/** Whether the app is closing, and what to do each time a request ends meanwhile. */
export interface Closing {
  readonly begun: () => boolean;
  readonly requestEnded: () => void;
}

/**
 * Closing in order: no new connections, idle ones closed at once, those in work after their answer, and whatever is
 * left after `closeWithinMs` is cut.
 */
export function drainOnClose(app: FastifyInstance, closeWithinMs: number): Closing {
  let begun = false;
  app.addHook('preClose', (done) => {
    begun = true;
    const cut = setTimeout(() => app.server.closeAllConnections(), closeWithinMs);
    app.server.once('close', () => clearTimeout(cut));
    done();
  });
  return {
    begun: () => begun,
    requestEnded: () => {
      // A connection becomes idle only after the answer's own events; without this it would stay for its keep-alive.
      if (begun) setImmediate(() => app.server.closeIdleConnections());
    },
  };
}
