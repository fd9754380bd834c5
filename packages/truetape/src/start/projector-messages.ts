/** What the projector's process tells, once a second and at each step. */
export interface ProjectorReport {
  readonly position: number;
  readonly lagEvents: number;
  readonly lagMs: number;
}
