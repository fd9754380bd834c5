import type { LogHarness } from '@truetape/event-store/contract';
import { EventStoreDbDouble } from '../src/double/index.ts';
import { type Limits, openEventStoreDbLog } from '../src/index.ts';

/** The adapter, driving a double of its own through the real client. */
export function doubleHarness(limits: Partial<Limits> = {}): LogHarness {
  return {
    pipelined: false,
    open: async () => {
      const double = await EventStoreDbDouble.start();
      const { connectionString } = double;
      const open = () => openEventStoreDbLog({ connectionString, clockMs: Date.now, limits });
      let log = await open();
      return {
        get log() {
          return log;
        },
        hold: () => double.hold(),
        release: () => double.release(),
        fail: () => double.fail(),
        reopen: async () => {
          double.heal();
          await log.close();
          log = await open();
          return log;
        },
        dispose: async () => {
          double.heal();
          await log.close();
          await double.shutDown();
        },
      };
    },
  };
}
