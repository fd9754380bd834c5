import { describeEventLogContract } from '@truetape/event-store/contract';
import { lmdbHarness } from './lmdb-harness.ts';

describeEventLogContract('LMDB', lmdbHarness({}));
describeEventLogContract('LMDB, tiny segments', lmdbHarness({ segmentEvents: 3 }));
