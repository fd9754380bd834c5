import type { Request } from '@truetape/accounts';
import type { PermissionName } from '@truetape/auth';
import {
  approveWithdrawal,
  cancelOnSilence,
  changeStatus,
  type ErrorCode,
  moveFunds,
  openAccount,
  rejectWithdrawal,
  setKillSwitch,
  setLimits,
  transferFunds,
  values,
} from '@truetape/contracts';
import { sendProblem, validate } from '@truetape/edge';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodType } from 'zod';
import { sendAnswered } from '../answers.ts';
import { askerOf } from '../asker.ts';
import { askAccount, type DeskOptions } from '../desk.ts';
import { setLimitsCommand } from '../limits-command.ts';
import { both, keyOf, sendFailure } from '../request-parts.ts';
import {
  depositCommand,
  openAccountCommand,
  silenceTimerCommand,
  transferCommand,
  withdrawCommand,
} from '../translate.ts';
import { whyNotApprove } from '../two-people.ts';

type Command = Request['command'];
type Key = { readonly idempotencyKey?: string };

/** A command on the account that the path names. */
interface AccountRoute<Body> {
  readonly path: string;
  readonly body: ZodType<Body>;
  /** What is refused last when there is too much: it makes things safer. */
  readonly lastRefused?: true;
  /** What only some who may use the route may ask for. */
  readonly also?: (body: Body) => PermissionName | undefined;
  /** Why not, as far as the log says it and the account cannot know. */
  readonly whyNot?: (accountId: string, request: FastifyRequest) => Promise<ErrorCode | undefined>;
  readonly command: (body: Body, key: Key, request: FastifyRequest) => Command;
}

const route = <Body>(of: AccountRoute<Body>) => of as AccountRoute<unknown>;

const withdrawalIdOf = ({ params }: FastifyRequest) =>
  (params as { readonly withdrawalId: string }).withdrawalId;

function routesOf({ accounts, log, now }: DeskOptions) {
  const { catalogue } = accounts;
  const received = () => ({ receivedAt: now() });
  return [
    route({
      path: 'deposits',
      body: moveFunds,
      command: (body) => depositCommand(body, catalogue),
    }),
    route({
      path: 'withdrawals',
      body: moveFunds,
      command: (body) => withdrawCommand(body, catalogue),
    }),
    route({
      path: 'withdrawals/:withdrawalId/approve',
      body: approveWithdrawal,
      whyNot: (accountId, request) =>
        whyNotApprove(log, accountId, withdrawalIdOf(request), askerOf(request).actor),
      command: (_body, key, request) => {
        const withdrawalId = withdrawalIdOf(request);
        return { type: 'ApproveWithdrawal', ...received(), withdrawalId, ...key };
      },
    }),
    route({
      path: 'withdrawals/:withdrawalId/reject',
      body: rejectWithdrawal,
      command: ({ reason }, key, request) => {
        const withdrawalId = withdrawalIdOf(request);
        return { type: 'RejectWithdrawal', ...received(), withdrawalId, reason, ...key };
      },
    }),
    route({
      path: 'transfers',
      body: transferFunds,
      command: (body) => transferCommand(body, accounts),
    }),
    route({
      path: 'status',
      body: changeStatus,
      command: (body, key) => ({ type: 'ChangeStatus', ...received(), ...body, ...key }),
    }),
    route({
      path: 'limits',
      body: setLimits,
      command: (body, key) => ({ ...setLimitsCommand(body, now(), catalogue), ...key }),
    }),
    route({
      path: 'kill-switch',
      body: setKillSwitch,
      lastRefused: true,
      // Whoever trades may stop; who goes on is for others to say.
      also: ({ action }) => (action === 'release' ? 'release of an account' : undefined),
      command: ({ action, reason }, key) => {
        const type = action === 'trip' ? 'TripKillSwitch' : 'ReleaseKillSwitch';
        return { type, ...received(), reason, ...key };
      },
    }),
    route({
      path: 'cancel-on-silence',
      body: cancelOnSilence,
      lastRefused: true,
      command: ({ timeoutMs }, key) => ({ ...silenceTimerCommand(timeoutMs, now()), ...key }),
    }),
  ];
}

/** What is asked of an account, orders apart. */
export function accountRoutes(app: FastifyInstance, desk: DeskOptions): void {
  app.post('/v1/accounts', async (request, reply) => {
    const body = validate(openAccount, request.body);
    if (!body.ok) return sendFailure(reply, body.failure);
    const { accountId, ownerGroup } = body.value;
    const command = openAccountCommand(accountId, ownerGroup, desk.accounts);
    return sendAnswered(reply, await askAccount(desk, askerOf(request), accountId, command));
  });

  for (const { path, body: schema, lastRefused, also, whyNot, command } of routesOf(desk)) {
    const options = lastRefused ? { config: { lastRefused } } : {};
    app.post(`/v1/accounts/:id/${path}`, options, async (request, reply) => {
      const read = both(validate(schema, request.body), keyOf(request));
      if (!read.ok) return sendFailure(reply, read.failure);
      const { id } = request.params as { readonly id: string };
      if (!values.accountId.safeParse(id).success) return sendProblem(reply, 'ACCOUNT_NOT_FOUND');
      const extra = also?.(read.value[0]);
      const denial = extra && request.denialOf(extra);
      if (denial !== undefined) return sendProblem(reply, denial);
      const why = await whyNot?.(id, request);
      if (why !== undefined) {
        return sendProblem(reply, desk.accounts.isOpened(id) ? why : 'ACCOUNT_NOT_FOUND');
      }
      const asked = command(read.value[0], read.value[1], request);
      return sendAnswered(reply, await askAccount(desk, askerOf(request), id, asked));
    });
  }
}
