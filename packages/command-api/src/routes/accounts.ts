import { requireAccount, requireOperator } from '@truetape/auth/fastify';
import { moveFunds, openAccount, values } from '@truetape/contracts';
import { sendProblem, validate } from '@truetape/edge';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { commandAnswer, sendRefused } from '../answers.ts';
import { askerOf } from '../asker.ts';
import { ask, type DeskOptions } from '../desk.ts';
import { transferCommand } from '../translate.ts';

export function accountRoutes(app: FastifyInstance, desk: DeskOptions): void {
  app.post('/v1/accounts', { onRequest: requireOperator }, async (request, reply) => {
    const body = validate(openAccount, request.body);
    if (!body.ok) return sendProblem(reply, body.failure.code, body.failure);
    const { accountId } = body.value;
    const answer = await ask(desk, askerOf(request), accountId, { type: 'OpenAccount', accountId });
    if (answer.kind !== 'done') return sendRefused(reply, answer);
    return reply.code(201).send(commandAnswer(answer));
  });

  const transfer =
    (type: 'Deposit' | 'Withdraw') => async (request: FastifyRequest, reply: FastifyReply) => {
      const body = validate(moveFunds, request.body);
      if (!body.ok) return sendProblem(reply, body.failure.code, body.failure);
      const { id } = request.params as { readonly id: string };
      if (!values.accountId.safeParse(id).success) return sendProblem(reply, 'ACCOUNT_NOT_FOUND');
      const command = transferCommand(type, body.value, desk.accounts.catalogue);
      const answer = await ask(desk, askerOf(request), id, command);
      if (answer.kind !== 'done') return sendRefused(reply, answer);
      return reply.code(201).send(commandAnswer(answer));
    };

  app.post('/v1/accounts/:id/deposits', { onRequest: requireOperator }, transfer('Deposit'));
  app.post('/v1/accounts/:id/withdrawals', { onRequest: requireAccount() }, transfer('Withdraw'));
}
