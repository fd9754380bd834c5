import {
  describeEventLogContract,
  type LogHarness,
  RemoteLogDouble,
} from '@truetape/event-store/contract';
import { memoryHarness } from './memory-harness.ts';

/** The memory log as one sees it that is on another machine: the only log here that is not pipelined. */
const remoteHarness: LogHarness = {
  pipelined: false,
  open: async () => {
    const subject = await memoryHarness.open();
    let log = new RemoteLogDouble(subject.log);
    return {
      get log() {
        return log;
      },
      hold: () => subject.hold(),
      release: () => subject.release(),
      fail: () => subject.fail(),
      reopen: async () => {
        await log.close();
        log = new RemoteLogDouble(await subject.reopen());
        return log;
      },
      dispose: async () => {
        subject.release();
        await log.close();
        await subject.dispose();
      },
    };
  },
};

describeEventLogContract('RemoteLogDouble', remoteHarness);
