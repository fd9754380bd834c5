import { describeSnapshotsContract } from '@truetape/event-store/contract';
import { fileSnapshotsHarness } from './snapshots-harnesses.ts';

describeSnapshotsContract('FileSnapshots', fileSnapshotsHarness);
