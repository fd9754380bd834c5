import { describeSnapshotsContract } from '@truetape/event-store/contract';
import { memorySnapshotsHarness } from './snapshots-harnesses.ts';

describeSnapshotsContract('MemorySnapshots', memorySnapshotsHarness);
