/**
 * Answers at a full quarter of a second since the request came: what an answer did on its way, and what it did not because
 * there is nobody of that name, is then hidden in the clock.
 */
const STEP_MS = 250;

export async function evenly<T>(work: () => Promise<T>): Promise<T> {
  const startedAtMs = performance.now();
  try {
    return await work();
  } finally {
    const tookMs = performance.now() - startedAtMs;
    const waitMs = Math.ceil(tookMs / STEP_MS) * STEP_MS - tookMs;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}
