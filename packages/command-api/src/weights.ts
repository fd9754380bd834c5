/** What a batch takes of rate limits, however many commands are in it: a hundred of them cost less than ten requests. */
export const BATCH_WEIGHT = 10;
