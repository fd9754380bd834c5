import type { Problem, SessionCommand, SessionRequest } from '@truetape/contracts';
import { problemOf } from '@truetape/edge';
import { ok } from '@truetape/kernel';
import type { Answered } from '../answers.ts';
import { BATCH_WEIGHT } from '../weights.ts';
import { isLastRefused } from './commands.ts';
import { readBatchItem } from './read-frame.ts';

/** A request of a session, before anybody is asked. */
export interface Asked {
  /** Nothing but cancels: they are refused last. */
  readonly lastRefused: boolean;
  /** What it takes of rate limits, as the same by HTTP does. */
  readonly weight: number;
  /** Gives every command of the request to `ask`, in order, before it waits for the first: they share one append. */
  readonly answerBy: (ask: (command: SessionCommand) => Promise<Answered>) => Promise<Answered>;
}

export function askedIn(request: SessionRequest): Asked {
  if (request.op !== 'batch') {
    return { lastRefused: isLastRefused(request), weight: 1, answerBy: (ask) => ask(request) };
  }
  const commands = request.requests.map(readBatchItem);
  return {
    weight: BATCH_WEIGHT,
    lastRefused: commands.every((command) => command.ok && isLastRefused(command.value)),
    answerBy: async (ask) => {
      const answers = commands.map((command) => (command.ok ? ask(command.value) : command));
      const results = (await Promise.all(answers)).map((answered) => toldOf(answered));
      return ok({ status: 200, body: { results } });
    },
  };
}

/** What a client is told: the status of HTTP with its body, or with its problem. */
export type Told =
  | { readonly status: number; readonly answer: object }
  | { readonly status: number; readonly problem: Problem };

/** @param requestId of the frame; the results of a batch have none, as in HTTP */
export function toldOf(answered: Answered, requestId?: string): Told {
  if (answered.ok) return { status: answered.value.status, answer: answered.value.body };
  const about = requestId === undefined ? {} : { requestId };
  const problem = problemOf(answered.failure.code, { ...answered.failure, ...about });
  return { status: problem.status, problem };
}
