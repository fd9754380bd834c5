import type { Data, SetKillSwitch } from '@truetape/contracts';
import type { EventLog } from '@truetape/event-store';
import type { Said } from './earlier.ts';

/** What a stream says when its kill switch is turned: tripped, and every order that stands in its scope is cancelled. */
export function switchSaid(
  { action, reason }: SetKillSwitch,
  of: Pick<Data<'KillSwitchTripped'>, 'at' | 'idempotencyKey' | 'symbol'>,
): Said {
  const { at, idempotencyKey, symbol } = of;
  const data = { at, idempotencyKey, reason, symbol } satisfies Data<'KillSwitchTripped'>;
  if (action === 'release') return [{ type: 'KillSwitchReleased', data }];
  const all = {
    at,
    idempotencyKey,
    receivedAt: at,
    symbol,
  } satisfies Data<'OrdersCancelRequested'>;
  return [
    { type: 'KillSwitchTripped', data },
    { type: 'OrdersCancelRequested', data: all },
  ];
}

/** Whether the kill switch of a stream is on, by all that is on disk of it. */
export async function isTripped(log: EventLog, stream: string): Promise<boolean> {
  for await (const events of log.readStream(stream, { backwards: true })) {
    for (const { type } of events) {
      if (type === 'KillSwitchTripped') return true;
      if (type === 'KillSwitchReleased') return false;
    }
  }
  return false;
}
