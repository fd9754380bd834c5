export { type Accounts, type AccountsOptions, createAccounts } from './accounts.ts';
export { orderView } from './order-view.ts';
export type { Answer, Denied, Done, Failure, Request } from './request.ts';
export { accountOf, type StoredAccount, storedAccount } from './stored-account.ts';
