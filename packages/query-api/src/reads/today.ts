/** The day that a clock shows, in UTC. */
export const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
