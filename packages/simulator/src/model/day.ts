/** The day of a time, both as the wire writes them: it ends at 00:00 UTC. */
export const dayOf = (at: string): string => at.slice(0, 'YYYY-MM-DD'.length);

export function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00.000Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return dayOf(next.toISOString());
}
