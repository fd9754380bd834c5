export type { Row, Table } from '@truetape/read-models';
export {
  ACCOUNT_TABLES,
  type AccountStore,
  type AccountTable,
  type NotOpened,
  type NotStored,
  type StoredAccount,
} from './account-store.ts';
export type { AccountChannel, Body } from './account-view.ts';
export {
  AccountData,
  type AccountDataOptions,
  type AccountListener,
  type OpenAccount,
} from './follow/account-data.ts';
export { FILL_LINE } from './lines/fill-line.ts';
export type { LineForm } from './lines/line.ts';
export { ORDER_LINE } from './lines/order-line.ts';
export { POSITION_LINE } from './lines/position-line.ts';
