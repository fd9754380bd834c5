import type { PlaceOco, PlaceOrder, ReplaceOrder, SetLimits } from '@truetape/contracts';

/** What a client sends, as it writes it: the same however often it is sent. */
export type Ask =
  | (AskOf<'OpenAccount'> & { readonly ownerGroup?: string })
  | (AskOf<'Deposit'> & { readonly body: MoveFunds })
  | (AskOf<'Withdraw'> & { readonly body: MoveFunds })
  | (AskOf<'PlaceOrder'> & { readonly body: PlaceOrder })
  | (AskOf<'PlaceOco'> & { readonly body: PlaceOco })
  | (AskOf<'CancelOrder'> & Keyed & { readonly orderId: string })
  | (AskOf<'ReplaceOrder'> & Keyed & { readonly orderId: string; readonly body: ReplaceOrder })
  | (AskOf<'CancelOrders'> & Keyed & { readonly symbol?: string })
  | (AskOf<'Transfer'> & { readonly body: MoveFunds & { readonly to: string } })
  | (AskOf<'ApproveWithdrawal'> & Keyed & { readonly withdrawalId: string })
  | (AskOf<'RejectWithdrawal'> & Keyed & { readonly withdrawalId: string } & Reasoned)
  | (AskOf<'TripKillSwitch'> & Keyed & Reasoned)
  | (AskOf<'ReleaseKillSwitch'> & Keyed & Reasoned)
  | (AskOf<'ChangeStatus'> & Keyed & Reasoned & { readonly status: SettableStatus })
  | (AskOf<'SetLimits'> & Keyed & { readonly body: SetLimits })
  | (AskOf<'SetSilenceTimer'> & { readonly timeoutMs: number });

export type SettableStatus = 'open' | 'reduce-only' | 'closed';

interface Reasoned {
  readonly reason: string;
}

export type AskType = Ask['type'];

export type OneAsk<Type extends AskType> = Extract<Ask, { readonly type: Type }>;

interface AskOf<Type extends string> {
  readonly type: Type;
  readonly accountId: string;
}

interface Keyed {
  readonly idempotencyKey?: string;
}

export interface MoveFunds {
  readonly asset: string;
  readonly amount: string;
  readonly reference: string;
}
