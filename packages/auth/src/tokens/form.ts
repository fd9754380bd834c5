/** Ids that stand in tokens: nothing in them separates, escapes, or leads out of a folder. */
export const ID = /^[A-Za-z0-9_-]{1,64}$/;
