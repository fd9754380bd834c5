/** The read models for people who ask Postgres themselves. */
export { DERIVED, DESCRIBED, VIEWS } from './catalogue.ts';
export type { Described } from './described.ts';
export { RELATIONS, type Relation } from './relations.ts';
export { ANALYST } from './statements.ts';
export type { View } from './views/view.ts';
export { writeAnalytics } from './write-analytics.ts';
