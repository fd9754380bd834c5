/** The header in which somebody who may act for several accounts says for which. */
export const ACCOUNT_HEADER = 'account-id';
