import { describeEventLogContract } from '@truetape/event-store/contract';
import { doubleHarness } from './double-harness.ts';

describeEventLogContract('EventStoreDB, a protocol double', doubleHarness());
