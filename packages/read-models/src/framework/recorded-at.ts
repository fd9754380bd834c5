let latestMs = -1;
let latestText = '';

/** The store's time of an event as rows write it. Events of one commit share the text. */
export function recordedAt({ recordedAtMs }: { readonly recordedAtMs: number }): string {
  if (recordedAtMs !== latestMs) {
    latestText = new Date(recordedAtMs).toISOString();
    latestMs = recordedAtMs;
  }
  return latestText;
}
