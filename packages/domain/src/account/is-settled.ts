import type { Settlement } from './settlement.ts';
import type { AccountState } from './state.ts';

const SETTLEMENTS = [
  'SettleOutcome',
  'ReceiveTransfer',
  'SettleCorrection',
  'HearClock',
  'TripForRisk',
] as const satisfies readonly Settlement['type'][];

export function isSettlement<Command extends { readonly type: string }>(
  command: Command | Settlement,
): command is Settlement {
  return SETTLEMENTS.includes(command.type as Settlement['type']);
}

/** Whether an account has carried it out already, or has nothing to do with it any more. */
export function isSettled(state: AccountState, command: Settlement): boolean {
  if (state.status === 'none') return false;
  switch (command.type) {
    case 'SettleOutcome':
      return command.marketRevision <= (state.settled.get(command.symbol) ?? -1);
    case 'ReceiveTransfer':
      return command.sentRevision <= (state.received.get(command.from) ?? -1);
    case 'SettleCorrection':
      return command.correctionRevision <= state.corrected;
    case 'TripForRisk': {
      const { accountId, revision } = command.risk;
      return revision <= (state.obeyed.get(accountId) ?? -1);
    }
    case 'HearClock':
      return state.silence === undefined || state.silence.dueAt > command.to;
  }
}
