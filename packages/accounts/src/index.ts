export { type Accounts, type AccountsOptions, createAccounts } from './accounts.ts';
export type { Answer, Denied, Done, Failure, Request } from './request.ts';
