import { IN_ONE_PLACE, PROCESSES_ON_DOUBLE, PROCESSES_ON_LMDB } from './shapes.ts';
import { describeShape } from './suite.ts';

for (const shape of [IN_ONE_PLACE, PROCESSES_ON_LMDB, PROCESSES_ON_DOUBLE]) describeShape(shape);
