import { limitsText } from '../risk/limits.ts';
import type { AccountId, Asset, Minor } from '../value/units.ts';
import type { CancelOrder, CancelOrders, ReplaceOrder } from './command.ts';
import type {
  ChangeStatus,
  ReleaseKillSwitch,
  SetLimits,
  SetSilenceTimer,
  TripKillSwitch,
} from './control-commands.ts';
import type { ApproveWithdrawal, RejectWithdrawal } from './money-commands.ts';

/** A movement of money that was appended under its reference. */
export interface KnownTransfer {
  readonly revision: number;
  readonly type: 'FundsDeposited' | 'FundsWithdrawn' | 'WithdrawalRequested' | 'TransferSent';
  readonly asset: Asset;
  readonly amount: Minor;
  readonly to?: AccountId;
}

/** Every command that a client may name by an `Idempotency-Key`. */
export type KeyedCommand =
  | CancelOrder
  | ReplaceOrder
  | CancelOrders
  | ApproveWithdrawal
  | RejectWithdrawal
  | ChangeStatus
  | TripKillSwitch
  | ReleaseKillSwitch
  | SetSilenceTimer
  | SetLimits;

/** What makes two requests of one type the same. */
const CONTENT = {
  CancelOrder: ['orderId'],
  ReplaceOrder: ['orderId', 'price', 'quantity'],
  CancelOrders: ['symbol'],
  ApproveWithdrawal: ['withdrawalId'],
  RejectWithdrawal: ['withdrawalId', 'reason'],
  ChangeStatus: ['status', 'reason'],
  TripKillSwitch: ['reason'],
  ReleaseKillSwitch: ['reason'],
  SetSilenceTimer: ['timeoutMs'],
  SetLimits: ['scope', 'limits'],
} as const satisfies { readonly [Type in KeyedCommand['type']]: readonly string[] };

/** A request that was appended under an idempotency key: its type, its content, and its last event. */
export interface KnownRequest {
  readonly revision: number;
  readonly type: KeyedCommand['type'];
  /** In the order of {@link CONTENT}. */
  readonly content: readonly Content[];
}

/** Limits are there as their text. */
type Content = string | number | undefined;

/** What is no limit was never appended. */
const textIn = (limits: SetLimits['limits']) =>
  'wrong' in limits ? undefined : limitsText(limits);

/** Whether a command says what a known request said. What a replace leaves out it does not contradict. */
export function isSameRequest({ type, content }: KnownRequest, command: KeyedCommand): boolean {
  if (type !== command.type) return false;
  return CONTENT[type].every((field, index) => {
    const given = command[field as keyof KeyedCommand] as Content | SetLimits['limits'];
    const said = typeof given === 'object' ? textIn(given) : given;
    return said === content[index] || (type === 'ReplaceOrder' && said === undefined);
  });
}
