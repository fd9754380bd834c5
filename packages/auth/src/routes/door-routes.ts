import {
  confirmPasswordReset,
  refreshSession,
  registerUser,
  requestPasswordReset,
  signIn as signInForm,
  verifyEmail,
} from '@truetape/contracts';
import { validate } from '@truetape/edge';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodType } from 'zod';
import { evenly } from '../desk/evenly.ts';
import type { IdentityDesk } from '../desk/identity-desk.ts';
import { refresh } from '../desk/refresh.ts';
import { register, requestReset, reset, verify } from '../desk/registration.ts';
import { signIn } from '../desk/sign-in.ts';
import { jwksOf } from '../tokens/token-keys.ts';
import { receiptOf, sendPrivately, sendRefused, visitorOf } from './answering.ts';

const MAILED = { status: 'mailed' } as const;

/** What is asked by whoever is not known yet. */
export function doorRoutes(app: FastifyInstance, desk: IdentityDesk): void {
  const { identities } = desk;

  post(app, '/v1/users', registerUser, async (asked, request, reply) => {
    const done = await evenly(() => register(desk, asked, visitorOf(request)));
    return done.ok ? sendPrivately(reply, 202, MAILED) : sendRefused(reply, done.failure);
  });

  post(app, '/v1/users/verify', verifyEmail, async (asked, request, reply) => {
    const done = await verify(desk, asked, visitorOf(request));
    return done.ok
      ? sendPrivately(reply, 201, receiptOf(done.value))
      : sendRefused(reply, done.failure);
  });

  post(app, '/v1/password-resets', requestPasswordReset, async ({ email }, request, reply) => {
    await evenly(() => requestReset(desk, email, visitorOf(request)));
    return sendPrivately(reply, 202, MAILED);
  });

  post(app, '/v1/password-resets/confirm', confirmPasswordReset, async (asked, request, reply) => {
    const done = await reset(desk, asked, visitorOf(request));
    return done.ok
      ? sendPrivately(reply, 201, { status: 'changed' })
      : sendRefused(reply, done.failure);
  });

  post(app, '/v1/sessions', signInForm, async (asked, request, reply) => {
    const begun = await evenly(() => signIn(desk, asked, visitorOf(request)));
    return begun.ok ? sendPrivately(reply, 201, begun.value) : sendRefused(reply, begun.failure);
  });

  post(
    app,
    '/v1/sessions/refresh',
    refreshSession,
    async ({ refreshToken }, request, reply) => {
      const next = await refresh(desk, refreshToken, visitorOf(request));
      return next.ok ? sendPrivately(reply, 201, next.value) : sendRefused(reply, next.failure);
    },
    'general',
  );

  app.get('/.well-known/jwks.json', (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(jwksOf(identities.tokenKeys)),
  );
}

/** A route whose body has a form, for whoever is there. */
function post<Body>(
  app: FastifyInstance,
  path: string,
  form: ZodType<Body>,
  handler: (body: Body, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
  budget: 'general' | 'signIn' = 'signIn',
): void {
  app.post(path, { config: { budget } }, async (request, reply) => {
    const body = validate(form, request.body);
    return body.ok ? handler(body.value, request, reply) : sendRefused(reply, body.failure);
  });
}
