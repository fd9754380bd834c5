import { memoryPersonKeys } from '../../src/index.ts';
import { describePersonKeysContract } from './describe-contract.ts';

describePersonKeysContract('memory', {
  open: async () => {
    const keys = memoryPersonKeys();
    return { keys: async () => keys, dispose: async () => undefined };
  },
});
