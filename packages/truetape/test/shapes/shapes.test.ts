import { IN_ONE_PLACE, PROCESSES_ON_DOUBLE, PROCESSES_ON_LMDB } from './shapes.ts';
import { describeShape } from './suite.ts';

const SHAPES = [IN_ONE_PLACE, PROCESSES_ON_LMDB, PROCESSES_ON_DOUBLE];
/** Faults kill the one between the other two, in CI as well. */
const tested = process.env.CI === undefined ? SHAPES : [IN_ONE_PLACE, PROCESSES_ON_DOUBLE];

for (const shape of tested) describeShape(shape);
