export { compareWithFold } from './compare/compare-with-fold.ts';
export type { Comparison } from './compare/comparison.ts';
export type { Difference } from './compare/difference.ts';
export { migrate } from './postgres/migrate.ts';
export type { ProjectorFailure, ProjectorFailureCode } from './projector/failure.ts';
export type { Lag } from './projector/lag.ts';
export { type Projector, type ProjectorOptions, runProjector } from './projector/projector.ts';
export { modelsNamed, READ_MODELS } from './read-models.ts';
export { type RebuildOptions, type Rebuilt, rebuild } from './rebuild/rebuild.ts';
