/** The id of a withdrawal follows from where it was requested, as that of an order does. */
export function withdrawalIdOf(accountId: string, requestedRevision: number): string {
  return `${accountId}.${requestedRevision}`;
}
