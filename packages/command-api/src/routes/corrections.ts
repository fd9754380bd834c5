import { approveCorrection, proposeCorrection, rejectCorrection } from '@truetape/contracts';
import { sendProblem, validate } from '@truetape/edge';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { askerOf } from '../asker.ts';
import { createCorrectionsDesk } from '../corrections/corrections-desk.ts';
import type { DeskOptions } from '../desk.ts';
import { both, keyOf, sendFailure } from '../request-parts.ts';
import { within } from '../within.ts';
import { sendOperated } from './operated.ts';

/** Then the answer leaves anyway: what it says is on disk. */
const READ_WITHIN_MS = 5_000;

/** What operators put right, two of them for each. */
export function correctionRoutes(app: FastifyInstance, { log, accounts, now }: DeskOptions): void {
  const { catalogue, stateOf } = accounts;
  const reached = (position: number) => within(READ_WITHIN_MS, accounts.reached(position));
  const desk = createCorrectionsDesk({ log, catalogue, stateOf, now, reached });

  app.post('/v1/corrections', async (request, reply) => {
    const read = both(validate(proposeCorrection, request.body), keyOf(request));
    if (!read.ok) return sendFailure(reply, read.failure);
    const [wanted, key] = read.value;
    return sendOperated(reply, 201, await desk.propose(wanted, { ...askerOf(request), ...key }));
  });

  app.post('/v1/corrections/:correctionId/approve', async (request, reply) => {
    const read = both(validate(approveCorrection, request.body ?? {}), keyOf(request));
    if (!read.ok) return sendFailure(reply, read.failure);
    const id = idIn(request);
    if (id === undefined) return sendProblem(reply, 'CORRECTION_NOT_FOUND');
    const by = { ...askerOf(request), ...read.value[1] };
    return sendOperated(reply, 201, await desk.approve(id, by));
  });

  app.post('/v1/corrections/:correctionId/reject', async (request, reply) => {
    const read = both(validate(rejectCorrection, request.body), keyOf(request));
    if (!read.ok) return sendFailure(reply, read.failure);
    const id = idIn(request);
    if (id === undefined) return sendProblem(reply, 'CORRECTION_NOT_FOUND');
    const [{ reason }, key] = read.value;
    return sendOperated(reply, 201, await desk.reject(id, reason, { ...askerOf(request), ...key }));
  });
}

/** The id of a correction is the revision of its proposal. */
function idIn({ params }: FastifyRequest): number | undefined {
  const { correctionId } = params as { readonly correctionId: string };
  return /^(0|[1-9]\d{0,14})$/.test(correctionId) ? Number(correctionId) : undefined;
}
