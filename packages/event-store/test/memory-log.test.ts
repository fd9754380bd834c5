import { describeEventLogContract } from '@truetape/event-store/contract';
import { memoryHarness } from './memory-harness.ts';

describeEventLogContract('MemoryLog', memoryHarness);
