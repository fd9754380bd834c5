import { failed } from '@truetape/kernel';
import { type AppendWatch, appendWatchTo } from '@truetape/workflows';
import type { VirtualTime } from '../time/virtual-time.ts';
import type { OrderDesk } from './order-desk.ts';

const MESSAGE_US = 500;
const GONE = failed({ code: 'UNAVAILABLE', reason: 'the writer is gone' } as const);

/**
 * A double: the channel to the process that writes the log. Whoever asks while it dies hears that it is gone, whether it has
 * appended or not.
 *
 * @param writer undefined while there is none
 */
export const appendByWriter =
  (writer: () => OrderDesk | undefined, time: VirtualTime): AppendWatch =>
  async (stream, expectedRevision, events) => {
    await time.pass(MESSAGE_US);
    const asked = writer();
    if (asked === undefined) return GONE;
    const { log, life } = asked;
    const gone = new Promise<typeof GONE>((resolve) => life.onDeath(() => resolve(GONE)));
    const appended = life.whileAlive(appendWatchTo(log)(stream, expectedRevision, events));
    const answer = await Promise.race([appended, gone]);
    await time.pass(MESSAGE_US);
    return answer;
  };
