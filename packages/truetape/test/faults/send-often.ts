import type { Receipt } from '@truetape/contracts';
import type { Sent } from './effects.ts';
import type { Acknowledged, Keyed, Send } from './errands.ts';

/** A key is sent so often, at most. */
export const TIMES_MAX = 20;

interface Sending extends Sent {
  readonly receipts: Receipt[];
  /** How often it is sent in all. */
  readonly times: number;
}

/** Sends each key as often as is drawn for it: some at once, the others when its whole errand is through. */
export function sendOften(send: Send, below: (limit: number) => number) {
  const sent = new Map<string, Sending>();
  const sendAtOnce = ({ keyed, receipts }: Sending, times: number): Promise<Acknowledged[]> =>
    Promise.all(
      Array.from({ length: times }, async () => {
        const acknowledged = await send(keyed);
        receipts.push(acknowledged.receipt);
        return acknowledged;
      }),
    );
  return {
    sent: (): readonly Sending[] => [...sent.values()],
    keys: () => sent.size,
    first: async (keyed: Keyed): Promise<Acknowledged> => {
      const sending = { keyed, receipts: [], times: 1 + below(TIMES_MAX) };
      sent.set(keyed.key, sending);
      const [acknowledged] = await sendAtOnce(sending, 1 + below(sending.times));
      return acknowledged as Acknowledged;
    },
    again: async (keys: readonly Keyed[]): Promise<void> => {
      const sendings = keys.flatMap(({ key }) => sent.get(key) ?? []);
      await Promise.all(
        sendings.map((sending) => sendAtOnce(sending, sending.times - sending.receipts.length)),
      );
    },
  };
}
