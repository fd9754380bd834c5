import {
  accessPath,
  changeRoles,
  changeUserStatus,
  createKey,
  grantAccess,
  registerProgram,
  userKeyPath,
  userPath,
  values,
} from '@truetape/contracts';
import { sendProblem, validate } from '@truetape/edge';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IdentityDesk } from '../desk/identity-desk.ts';
import { createApiKey, keyLine } from '../desk/keys.ts';
import { sessionLine, userLine } from '../desk/lines.ts';
import { accountOf, principalOf } from '../fastify/authorization.ts';
import { rightsOf } from '../permissions/rights.ts';
import type { UserCommand } from '../user/command.ts';
import type { User } from '../user/user.ts';
import { askerOf, receiptOf, sendDone, sendPrivately, sendRefused } from './answering.ts';

/** What is asked about other users: by staff, and by owners of accounts. */
export function staffRoutes(app: FastifyInstance, desk: IdentityDesk): void {
  const { identities, users, personKeys } = desk;

  const userIn = (request: FastifyRequest): User | undefined => {
    const path = userPath.safeParse(request.params);
    return path.success ? identities.userOf(path.data.userId) : undefined;
  };
  const execute = async (
    request: FastifyRequest,
    reply: FastifyReply,
    userId: string,
    command: UserCommand,
  ) => sendDone(reply, await users.execute(userId, command, await askerOf(desk, request)));

  /** Whether it is their own account, and not only one of those that staff may see to. */
  const isOwner = (request: FastifyRequest) =>
    rightsOf(identities, principalOf(request)).accessTo(accountOf(request)) === 'owner';

  app.post('/v1/users/programs', async (request, reply) => {
    const body = validate(registerProgram, request.body);
    if (!body.ok) return sendRefused(reply, body.failure);
    return execute(request, reply, body.value.userId, { type: 'Register' });
  });

  app.get('/v1/users/:userId', async (request, reply) => {
    const user = userIn(request);
    if (user === undefined) return sendProblem(reply, 'AUTH_USER_NOT_FOUND');
    return sendPrivately(reply, 200, userLine(user, personKeys));
  });

  app.post('/v1/users/:userId/roles', async (request, reply) => {
    const body = validate(changeRoles, request.body);
    if (!body.ok) return sendRefused(reply, body.failure);
    const user = userIn(request);
    if (user === undefined) return sendProblem(reply, 'AUTH_USER_NOT_FOUND');
    // One who may give roles would otherwise have all of them.
    if (user.userId === principalOf(request).userId) return sendProblem(reply, 'AUTH_OWN_RIGHTS');
    return execute(request, reply, user.userId, { type: 'ChangeRoles', ...body.value });
  });

  app.post('/v1/users/:userId/status', async (request, reply) => {
    const body = validate(changeUserStatus, request.body);
    if (!body.ok) return sendRefused(reply, body.failure);
    const user = userIn(request);
    if (user === undefined) return sendProblem(reply, 'AUTH_USER_NOT_FOUND');
    if (user.userId === principalOf(request).userId) return sendProblem(reply, 'AUTH_OWN_RIGHTS');
    return execute(request, reply, user.userId, { type: 'ChangeStatus', ...body.value });
  });

  app.delete('/v1/users/:userId', async (request, reply) => {
    const user = userIn(request);
    if (user === undefined) return sendProblem(reply, 'AUTH_USER_NOT_FOUND');
    if (user.userId === principalOf(request).userId) return sendProblem(reply, 'AUTH_OWN_RIGHTS');
    const by = await askerOf(desk, request);
    const erased = await users.execute(user.userId, { type: 'Erase' }, by);
    // Asked again after a crash in between, the key is thrown away all the same.
    if (erased.ok || user.status === 'erased') await personKeys.erase(user.userId);
    return sendDone(reply, erased);
  });

  app.get('/v1/users/:userId/sessions', async (request, reply) => {
    const user = userIn(request);
    if (user === undefined) return sendProblem(reply, 'AUTH_USER_NOT_FOUND');
    const items = user.sessions.map((each) => sessionLine(user, each, undefined, personKeys));
    return sendPrivately(reply, 200, { items });
  });

  app.delete('/v1/users/:userId/sessions', async (request, reply) => {
    const user = userIn(request);
    if (user === undefined) return sendProblem(reply, 'AUTH_USER_NOT_FOUND');
    return execute(request, reply, user.userId, { type: 'EndSessions' });
  });

  app.get('/v1/users/:userId/keys', async (request, reply) => {
    const user = userIn(request);
    if (user === undefined) return sendProblem(reply, 'AUTH_USER_NOT_FOUND');
    return sendPrivately(reply, 200, { items: user.keys.map(keyLine) });
  });

  app.post('/v1/users/:userId/keys', async (request, reply) => {
    const body = validate(createKey, request.body);
    if (!body.ok) return sendRefused(reply, body.failure);
    const user = userIn(request);
    if (user === undefined) return sendProblem(reply, 'AUTH_USER_NOT_FOUND');
    // Whoever makes the key of a person could do everything in their name.
    if (user.email !== undefined) return sendProblem(reply, 'AUTH_FORBIDDEN');
    // Nor does staff come to money by a key of its owner.
    if (isOwnerOfAny(user) && body.value.scopes.includes('transfer')) {
      return sendProblem(reply, 'AUTH_FORBIDDEN');
    }
    const made = await createApiKey(desk, user, body.value, await askerOf(desk, request));
    if (!made.ok) return sendRefused(reply, made.failure);
    const { done, key, ...secrets } = made.value;
    return sendPrivately(reply, 201, { ...keyLine(key), ...secrets, ...receiptOf(done) });
  });

  app.delete('/v1/users/:userId/keys/:keyId', async (request, reply) => {
    const path = userKeyPath.safeParse(request.params);
    if (!path.success) return sendProblem(reply, 'AUTH_KEY_NOT_FOUND');
    const { userId, keyId } = path.data;
    return execute(request, reply, userId, { type: 'RevokeKey', keyId });
  });

  app.get('/v1/accounts/:id/access', async (request, reply) => {
    const accountId = accountOf(request);
    if (!isAccountId(accountId)) return sendProblem(reply, 'ACCOUNT_NOT_FOUND');
    const items = [...identities.accessTo(accountId)].map(([userId, access]) => ({
      userId,
      access,
    }));
    return sendPrivately(reply, 200, { items });
  });

  app.post('/v1/accounts/:id/access', async (request, reply) => {
    const body = validate(grantAccess, request.body);
    if (!body.ok) return sendRefused(reply, body.failure);
    const { userId, access } = body.value;
    if (userId === principalOf(request).userId) return sendProblem(reply, 'AUTH_OWN_RIGHTS');
    const accountId = accountOf(request);
    if (!isAccountId(accountId)) return sendProblem(reply, 'ACCOUNT_NOT_FOUND');
    // Two who come at once would both be the first.
    return desk.alone(`access to ${accountId}`, async () => {
      // Who could come to an account with money by themselves would move it alone.
      if (!isOwner(request) && identities.accessTo(accountId).size > 0) {
        return sendProblem(reply, 'ACCOUNT_HAS_OWNER');
      }
      return execute(request, reply, userId, { type: 'GrantAccess', accountId, access });
    });
  });

  app.delete('/v1/accounts/:id/access/:userId', async (request, reply) => {
    const path = accessPath.safeParse(request.params);
    if (!path.success) return sendProblem(reply, 'AUTH_USER_NOT_FOUND');
    const { userId } = path.data;
    if (userId === principalOf(request).userId) return sendProblem(reply, 'AUTH_OWN_RIGHTS');
    const accountId = accountOf(request);
    const owns = identities.accessTo(accountId).get(userId) === 'owner';
    if (!isOwner(request) && owns) return sendProblem(reply, 'ACCOUNT_HAS_OWNER');
    return execute(request, reply, userId, { type: 'WithdrawAccess', accountId });
  });
}

const isOwnerOfAny = ({ access }: User) => Object.values(access).includes('owner');

/** An account may be opened later than somebody is let in, but not under such a name. */
const isAccountId = (text: string) => values.accountId.safeParse(text).success;
