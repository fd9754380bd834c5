import { describeEventLogContract } from '@truetape/event-store/contract';
import { lmdbHarness } from './lmdb-harness.ts';

describeEventLogContract('LMDB, synchronous commits', lmdbHarness({ commit: 'sync' }));
describeEventLogContract('LMDB, asynchronous commits', lmdbHarness({ commit: 'async' }));
describeEventLogContract('LMDB, tiny segments', lmdbHarness({ commit: 'sync', segmentEvents: 3 }));
