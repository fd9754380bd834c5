/** The accounts that a new data folder has keys for. */
export const TRADERS = ['trader-1', 'trader-2', 'trader-3', 'trader-4'] as const;
