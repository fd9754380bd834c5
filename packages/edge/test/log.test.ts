import { expect, test } from 'vitest';
import { openEdge } from './support.ts';

test('the logger of the app and of a request write to the log of the process', async () => {
  const { app, logLines } = openEdge((edge) => {
    edge.get('/', (request, reply) => {
      request.log.info({ correlationId: request.id }, 'from the request');
      reply.send({});
    });
  });
  await app.inject({ url: '/' });
  await app.inject({ url: '/' });
  app.log.child({ component: 'matcher' }).info('from a child');
  const lines = (await logLines()).filter(({ msg }) => msg !== 'request');
  expect(lines).toMatchObject([
    { msg: 'from the request', correlationId: expect.any(String) },
    { msg: 'from the request', correlationId: expect.any(String) },
    { msg: 'from a child', component: 'matcher' },
  ]);
  expect(lines[0]).not.toHaveProperty('reqId');
  expect(lines[0]?.correlationId).not.toBe(lines[1]?.correlationId);
});

test('a handler that answers twice is a warning in the log, and one line for the request', async () => {
  const { app, logLines } = openEdge((edge) => {
    edge.get('/', (_request, reply) => {
      reply.send({ first: true });
      reply.send({ second: true });
    });
  });
  expect((await app.inject({ url: '/' })).json()).toEqual({ first: true });
  const lines = await logLines();
  expect(lines.filter(({ level }) => level === 'warn')).toMatchObject([
    { err: { code: 'FST_ERR_REP_ALREADY_SENT' } },
  ]);
  expect(lines.filter(({ msg }) => msg === 'request')).toHaveLength(1);
});
