/** What the order path tells the projector's process. */
export interface ProjectorTold {
  /** The log is on disk up to this position. */
  readonly durable: number;
}

/** What the projector's process tells, once a second and at each step. */
export interface ProjectorReport {
  readonly position: number;
  readonly lagEvents: number;
  readonly lagMs: number;
}
