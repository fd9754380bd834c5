import {
  changePassword,
  createKey,
  endSessionsQuery,
  keyPath,
  prepareSecondFactor,
  secondFactorCode,
  sessionPath,
  stepUp,
} from '@truetape/contracts';
import { networkOf, sendProblem, validate } from '@truetape/edge';
import { assert } from '@truetape/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Attempt } from '../desk/attempts.ts';
import type { IdentityDesk } from '../desk/identity-desk.ts';
import { createApiKey, keyLine } from '../desk/keys.ts';
import { sessionLine, userLine } from '../desk/lines.ts';
import { passwordAccepted } from '../desk/registration.ts';
import { factorOf, stepOf } from '../desk/second-factor.ts';
import { beginAttempt, tryPassword } from '../desk/trying.ts';
import { addressOf } from '../fastify/address.ts';
import { principalOf } from '../fastify/authorization.ts';
import { seal, unseal } from '../personal-data/seal.ts';
import { newRecoveryCodes } from '../second-factor/recovery-codes.ts';
import { newSecret, uriOf } from '../second-factor/totp.ts';
import type { User } from '../user/user.ts';
import { askerOf, receiptOf, sendDone, sendPrivately, sendRefused } from './answering.ts';

/** Of a key that was revoked a moment ago. */
const NO_ACCOUNT = '';

/** What users ask about themselves. */
export function ownRoutes(app: FastifyInstance, desk: IdentityDesk): void {
  const { identities, users, personKeys, passwords, attempts } = desk;

  const userOf = (request: FastifyRequest): User => {
    const user = identities.userOf(principalOf(request).userId);
    assert(user !== undefined, 'whoever asks is a user');
    return user;
  };
  const emailOf = ({ userId, email }: User): string => {
    if (email === undefined) return userId;
    const unsealed = unseal(personKeys, { personId: userId, purpose: 'email' }, email);
    return unsealed.ok ? unsealed.value : userId;
  };

  const attemptOf = (request: FastifyRequest): Attempt => ({
    name: principalOf(request).userId,
    network: networkOf(addressOf(request)),
    isKnown: false,
  });
  /** Answers where too many were wrong before. */
  const isLate = (reply: FastifyReply, attempt: Attempt): boolean => {
    const begun = beginAttempt(desk, attempt);
    if (!begun.ok) sendRefused(reply, begun.failure);
    return !begun.ok;
  };

  /** The only account that the key may reach by which somebody asks; undefined where it is none. */
  const onlyAccountOf = (request: FastifyRequest): string | undefined => {
    const { keyId } = principalOf(request);
    if (keyId === undefined) return undefined;
    const found = identities.keyOf(keyId);
    return found === undefined ? NO_ACCOUNT : found.key.accountId;
  };

  app.get('/v1/me', async (request, reply) => {
    const { accounts, ...me } = userLine(userOf(request), personKeys);
    const only = onlyAccountOf(request);
    if (only === undefined) return sendPrivately(reply, 200, { ...me, accounts });
    const reached = accounts.filter(({ accountId }) => accountId === only);
    return sendPrivately(reply, 200, { ...me, roles: [], accounts: reached });
  });

  app.get('/v1/sessions', async (request, reply) => {
    const { sessionId } = principalOf(request);
    const user = userOf(request);
    const items = user.sessions.map((each) => sessionLine(user, each, sessionId, personKeys));
    return sendPrivately(reply, 200, { items });
  });

  app.delete('/v1/sessions/:sessionId', async (request, reply) => {
    const path = sessionPath.safeParse(request.params);
    const { userId, sessionId: own } = principalOf(request);
    const asked = path.success ? path.data.sessionId : '';
    const sessionId = asked === 'current' ? (own ?? '') : asked;
    const command = { type: 'EndSession', sessionId, by: 'user' } as const;
    return sendDone(reply, await users.execute(userId, command, await askerOf(desk, request)));
  });

  app.delete('/v1/sessions', async (request, reply) => {
    const query = validate(endSessionsQuery, request.query);
    if (!query.ok) return sendRefused(reply, query.failure);
    const { userId, sessionId } = principalOf(request);
    const keep = query.value.keep === undefined ? undefined : sessionId;
    const by = await askerOf(desk, request);
    return sendDone(reply, await users.execute(userId, { type: 'EndSessions', keep }, by));
  });

  app.post('/v1/sessions/step-up', async (request, reply) => {
    const body = validate(stepUp, request.body);
    if (!body.ok) return sendRefused(reply, body.failure);
    const { userId, sessionId } = principalOf(request);
    const user = userOf(request);
    if (!user.totp?.isEnabled) return sendProblem(reply, 'AUTH_SECOND_FACTOR_STATE');
    const attempt = attemptOf(request);
    if (isLate(reply, attempt)) return reply;
    const factor = factorOf(desk, user, body.value.code);
    const by = await askerOf(desk, request);
    if (factor === undefined || sessionId === undefined) {
      await users.execute(userId, { type: 'FailSignIn', reason: 'second-factor' }, by);
      return sendProblem(reply, 'AUTH_SECOND_FACTOR_CODE', { field: 'code' });
    }
    attempts.succeed(attempt);
    const command = { type: 'StepUp', sessionId, ...factor } as const;
    return sendDone(reply, await users.execute(userId, command, by));
  });

  app.post('/v1/password', async (request, reply) => {
    const body = validate(changePassword, request.body);
    if (!body.ok) return sendRefused(reply, body.failure);
    const { password, newPassword } = body.value;
    const { userId, sessionId } = principalOf(request);
    const user = userOf(request);
    const accepted = await passwordAccepted(newPassword, emailOf(user), 'newPassword');
    if (!accepted.ok) return sendRefused(reply, accepted.failure);
    const by = await askerOf(desk, request);
    const tried = await tryPassword(desk, user, { password, attempt: attemptOf(request), by });
    if (!tried.ok) return sendRefused(reply, tried.failure);
    const hashed = await passwords.hash(newPassword);
    if (!hashed.ok) return sendRefused(reply, { code: 'AUTH_BUSY' });
    await personKeys.create(userId);
    const sealed = seal(personKeys, { personId: userId, purpose: 'password' }, hashed.value);
    const { password: shown } = user;
    const command = { type: 'ChangePassword', shown, password: sealed, keep: sessionId } as const;
    return sendDone(reply, await users.execute(userId, command, by));
  });

  app.post('/v1/second-factor', async (request, reply) => {
    const body = validate(prepareSecondFactor, request.body);
    if (!body.ok) return sendRefused(reply, body.failure);
    const user = userOf(request);
    const by = await askerOf(desk, request);
    const { password } = body.value;
    // Whoever has only got hold of a session would else give it a second factor of theirs.
    const tried = await tryPassword(desk, user, { password, attempt: attemptOf(request), by });
    if (!tried.ok) return sendRefused(reply, tried.failure);
    const { userId } = user;
    const secret = newSecret();
    await personKeys.create(userId);
    const sealed = seal(personKeys, { personId: userId, purpose: 'totp' }, secret);
    const done = await users.execute(userId, { type: 'PrepareTotp', secret: sealed }, by);
    if (!done.ok) return sendProblem(reply, done.failure);
    return sendPrivately(reply, 201, { secret, uri: uriOf(secret, emailOf(user)) });
  });

  app.post('/v1/second-factor/enable', async (request, reply) => {
    const body = validate(secondFactorCode, request.body);
    if (!body.ok) return sendRefused(reply, body.failure);
    const user = userOf(request);
    if (user.totp === undefined || user.totp.isEnabled) {
      return sendProblem(reply, 'AUTH_SECOND_FACTOR_STATE');
    }
    const attempt = attemptOf(request);
    if (isLate(reply, attempt)) return reply;
    const totpStep = stepOf(desk, user, body.value.code);
    if (totpStep === undefined) {
      await users.execute(
        user.userId,
        { type: 'FailSignIn', reason: 'second-factor' },
        await askerOf(desk, request),
      );
      return sendProblem(reply, 'AUTH_SECOND_FACTOR_CODE', { field: 'code' });
    }
    attempts.succeed(attempt);
    const { codes, digests } = newRecoveryCodes();
    const { secret: shown } = user.totp;
    const command = { type: 'EnableTotp', shown, totpStep, recoveryDigests: digests } as const;
    const done = await users.execute(user.userId, command, await askerOf(desk, request));
    if (!done.ok) return sendProblem(reply, done.failure);
    return sendPrivately(reply, 201, { recoveryCodes: codes, ...receiptOf(done.value) });
  });

  app.post('/v1/second-factor/disable', async (request, reply) => {
    const body = validate(secondFactorCode, request.body);
    if (!body.ok) return sendRefused(reply, body.failure);
    const user = userOf(request);
    if (!user.totp?.isEnabled) return sendProblem(reply, 'AUTH_SECOND_FACTOR_STATE');
    const attempt = attemptOf(request);
    if (isLate(reply, attempt)) return reply;
    const factor = factorOf(desk, user, body.value.code);
    const by = await askerOf(desk, request);
    if (factor === undefined) {
      await users.execute(user.userId, { type: 'FailSignIn', reason: 'second-factor' }, by);
      return sendProblem(reply, 'AUTH_SECOND_FACTOR_CODE', { field: 'code' });
    }
    attempts.succeed(attempt);
    const command = { type: 'DisableTotp', ...factor } as const;
    return sendDone(reply, await users.execute(user.userId, command, by));
  });

  /** Those that whoever asks may know of. */
  const keysFor = (request: FastifyRequest) => {
    const only = onlyAccountOf(request);
    const { keys } = userOf(request);
    return only === undefined ? keys : keys.filter(({ accountId }) => accountId === only);
  };

  app.get('/v1/keys', async (request, reply) =>
    sendPrivately(reply, 200, { items: keysFor(request).map(keyLine) }),
  );

  app.post('/v1/keys', async (request, reply) => {
    const body = validate(createKey, request.body);
    if (!body.ok) return sendRefused(reply, body.failure);
    const by = await askerOf(desk, request);
    const made = await createApiKey(desk, userOf(request), body.value, by);
    if (!made.ok) return sendRefused(reply, made.failure);
    const { done, key, ...secrets } = made.value;
    return sendPrivately(reply, 201, { ...keyLine(key), ...secrets, ...receiptOf(done) });
  });

  app.delete('/v1/keys/:keyId', async (request, reply) => {
    const path = keyPath.safeParse(request.params);
    if (!path.success) return sendProblem(reply, 'AUTH_KEY_NOT_FOUND');
    const mayKnow = () => keysFor(request).some(({ keyId }) => keyId === path.data.keyId);
    if (onlyAccountOf(request) !== undefined && !mayKnow()) {
      return sendProblem(reply, 'AUTH_KEY_NOT_FOUND');
    }
    const { userId } = principalOf(request);
    const command = { type: 'RevokeKey', ...path.data } as const;
    return sendDone(reply, await users.execute(userId, command, await askerOf(desk, request)));
  });
}
