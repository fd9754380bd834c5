import type { Answer } from '@truetape/accounts';
import type { FastifyReply } from 'fastify';
import { type Done, sendRefused } from './answers.ts';
import { type DeskOptions, matchedAnswer } from './desk.ts';

/**
 * Answers a command on orders: at once, or, where the client waits, with what the market made of them. 202 where it
 * did not in time.
 */
export async function sendMatched(
  desk: DeskOptions,
  reply: FastifyReply,
  answer: Answer,
  bodyOf: (done: Done) => object,
  { waitMs, matched, taken }: { waitMs: number | undefined; matched: number; taken: number },
): Promise<FastifyReply> {
  if (answer.kind !== 'done') return sendRefused(reply, answer);
  if (waitMs === undefined) return reply.code(taken).send(bodyOf(answer));
  const inTime = await matchedAnswer(desk, answer, waitMs);
  return inTime === undefined
    ? reply.code(202).send(bodyOf(answer))
    : reply.code(matched).send(bodyOf(inTime));
}
