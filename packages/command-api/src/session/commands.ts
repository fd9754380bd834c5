import type { SessionCommand } from '@truetape/contracts';
import type { Answered } from '../answers.ts';
import type { AskingTrader } from '../asker.ts';
import { askAccount, type DeskOptions } from '../desk.ts';
import { type Asking, cancel, cancelAll, place, placeOco, replace } from '../orders.ts';
import { silenceTimerCommand } from '../translate.ts';

type Op = SessionCommand['op'];

interface Kind<Command> {
  /** Cancels have their own bound and are refused last. */
  readonly lastRefused: boolean;
  readonly ask: (desk: DeskOptions, trader: AskingTrader, command: Command) => Promise<Answered>;
}

/** What each op asks for. */
const KINDS: { readonly [Each in Op]: Kind<Extract<SessionCommand, { op: Each }>> } = {
  place: {
    lastRefused: false,
    ask: (desk, trader, command) => place(desk, trader, command.order, askingOf(command)),
  },
  'place-oco': {
    lastRefused: false,
    ask: (desk, trader, command) => placeOco(desk, trader, command.order, askingOf(command)),
  },
  cancel: {
    lastRefused: true,
    ask: (desk, trader, command) => cancel(desk, trader, command.orderId, askingOf(command)),
  },
  replace: {
    lastRefused: false,
    ask: (desk, trader, command) =>
      replace(desk, trader, command.orderId, command, askingOf(command)),
  },
  'cancel-all': {
    lastRefused: true,
    ask: (desk, trader, command) => cancelAll(desk, trader, command.symbol, askingOf(command)),
  },
  'cancel-on-disconnect': {
    lastRefused: true,
    ask: (desk, trader, { timeoutMs }) =>
      askAccount(desk, trader, trader.accountId, silenceTimerCommand(timeoutMs, desk.now())),
  },
};

export const isLastRefused = ({ op }: { readonly op: Op }): boolean => KINDS[op].lastRefused;

/** Hands the command over before it returns, as the route of HTTP for the same does. */
export function askFor(
  desk: DeskOptions,
  trader: AskingTrader,
  command: SessionCommand,
): Promise<Answered> {
  // Op and command belong together, which the compiler cannot follow through a table.
  return KINDS[command.op].ask(desk, trader, command as never);
}

function askingOf({
  idempotencyKey,
  waitSeconds,
}: {
  readonly idempotencyKey?: string | undefined;
  readonly waitSeconds?: number | undefined;
}): Asking {
  return {
    idempotencyKey,
    waitMs: waitSeconds === undefined ? undefined : waitSeconds * 1_000,
  };
}
