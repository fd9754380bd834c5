export { forOwner } from './for-owner.ts';
export { findNamedOrder } from './order-place.ts';
export { readTrail, type Trail, type TrailOptions } from './read-trail.ts';
