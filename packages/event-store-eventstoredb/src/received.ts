import type { ResolvedEvent, StreamingRead } from '@eventstore/db-client';
import { TooLateError } from './within.ts';

/**
 * The events of one read, as they come. The client's reads have no time limit, so they get one here: this long for each
 * event. Take all of them: of a read that has arrived and is not taken the client never notices the end.
 */
export async function* received<Resolved extends Pick<ResolvedEvent, 'event'>>(
  read: StreamingRead<Resolved>,
  answerMs: number,
): AsyncGenerator<NonNullable<Resolved['event']>> {
  // A read that has ended may still break, and an error that nobody listens to ends the process.
  read.on('error', () => {});
  const timer = setTimeout(
    () => read.destroy(new TooLateError(`no answer within ${answerMs} ms`)),
    answerMs,
  );
  try {
    for await (const { event } of read as AsyncIterable<Resolved>) {
      timer.refresh();
      if (event) yield event;
    }
  } finally {
    clearTimeout(timer);
    read.cancel().catch(() => {});
  }
}
