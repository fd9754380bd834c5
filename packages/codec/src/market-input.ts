import type { Data } from '@truetape/contracts';
import { idOf, streams } from '@truetape/contracts';
import {
  limitOf,
  type MarketInput,
  type OrderPlaced,
  type OrderPlacedInput,
  orderIdOf,
} from '@truetape/domain';
import { assert, type EventRef, type RecordedEvent, type Writable } from '@truetape/kernel';
import { decodeAccountEvent } from './account-event.ts';
import { type Catalogue, listedMarketOf } from './catalogue.ts';
import { present, when } from './optional.ts';
import { timeOf } from './time.ts';

/** What a matcher reads as an input, and of which markets. */
export interface ReadInput {
  readonly input: MarketInput;
  /** Undefined: of every market. */
  readonly symbol: string | undefined;
  readonly ref: EventRef;
  /** As written in the event; outcomes repeat it. */
  readonly at: string;
}

/** An event as an input of markets; undefined when it is none. */
export function readInput(event: RecordedEvent, catalogue: Catalogue): ReadInput | undefined {
  const accountId = idOf('account', event.stream);
  const input =
    accountId === undefined
      ? venueInput(event, catalogue)
      : accountInput(event, accountId, catalogue);
  if (input === undefined) return undefined;
  const { at, symbol } = event.data as { readonly at: string; readonly symbol?: string };
  return { input, symbol, ref: { stream: event.stream, revision: event.revision }, at };
}

function venueInput(event: RecordedEvent, catalogue: Catalogue): MarketInput | undefined {
  assert(!ONLY_OF_ACCOUNTS.has(event.type), `${event.type} stands in an account stream`);
  return VENUE_INPUTS[event.type as VenueInput['type']]?.(
    event.data as never,
    event.revision,
    catalogue,
  );
}

type VenueInput = Exclude<MarketInput, { readonly accountId: string }>;

/** What operators and the clock say. */
const VENUE_INPUTS: {
  readonly [Type in VenueInput['type']]: (
    data: Data<Type>,
    revision: number,
    catalogue: Catalogue,
  ) => Extract<VenueInput, { type: Type }>;
} = {
  InstrumentListed: (data, revision, { killed }) => ({
    type: 'InstrumentListed',
    at: timeOf(data.at),
    instrument: listedMarketOf(data, revision).instrument,
    ...(killed.has(streams.venue) ? { killed: true } : {}),
  }),
  RulesetAdopted: ({ at, ruleset }) => ({ type: 'RulesetAdopted', at: timeOf(at), ruleset }),
  MarketStateRequested: ({ at, symbol, to, ...data }) => ({
    type: 'MarketStateRequested',
    at: timeOf(at),
    symbol,
    to,
    ...present({ dueAt: when(data.dueAt, timeOf), next: data.next }),
  }),
  ClockAdvanced: ({ at, to }) => ({ type: 'ClockAdvanced', at: timeOf(at), to: timeOf(to) }),
  KillSwitchTripped: ofScope('KillSwitchTripped'),
  KillSwitchReleased: ofScope('KillSwitchReleased'),
  OrdersCancelRequested: ofScope('OrdersCancelRequested'),
};

/** What is said of one market, or of all of them. */
function ofScope<Type extends string>(type: Type) {
  return ({ at, symbol }: { readonly at: string; readonly symbol?: string | undefined }) => ({
    type,
    at: timeOf(at),
    ...present({ symbol }),
  });
}

const ONLY_OF_ACCOUNTS: ReadonlySet<string> = new Set([
  'OrderPlaced',
  'OrderCancelRequested',
  'OrderReplaceRequested',
]);
const ACCOUNT_INPUTS: ReadonlySet<string> = new Set([...ONLY_OF_ACCOUNTS, 'OrdersCancelRequested']);

function accountInput(
  recorded: RecordedEvent,
  accountId: string,
  catalogue: Catalogue,
): MarketInput | undefined {
  if (!ACCOUNT_INPUTS.has(recorded.type)) return undefined;
  const event = decodeAccountEvent(recorded, catalogue);
  switch (event.type) {
    case 'OrderPlaced':
      return placedInput(event, accountId, recorded.revision);
    case 'OrderCancelRequested':
      return { type: event.type, at: event.at, accountId, orderId: event.orderId };
    case 'OrderReplaceRequested': {
      const { type, at, orderId, price, quantity } = event;
      return { type, at, accountId, orderId, price, quantity };
    }
    case 'OrdersCancelRequested': {
      const { type, at, symbol } = event;
      return symbol === undefined ? { type, at, accountId } : { type, at, accountId, symbol };
    }
    default:
      assert(false, `${event.type} is an input of a market`);
  }
}

function placedInput(event: OrderPlaced, accountId: string, revision: number): OrderPlacedInput {
  const { at, ownerGroup, terms, makerRate, takerRate, protection, dueAt, partnerId } = event;
  const input: Writable<OrderPlacedInput> = {
    type: 'OrderPlaced',
    at,
    accountId,
    orderId: orderIdOf(accountId, revision),
    terms,
    limit: limitOf(event),
    makerRate,
    takerRate,
  };
  if (ownerGroup !== undefined) input.ownerGroup = ownerGroup;
  if (dueAt !== undefined) input.dueAt = dueAt;
  if (partnerId !== undefined) input.partnerId = partnerId;
  if (protection !== undefined && terms.type === 'trailing-stop') {
    input.reference = protection.reference;
  }
  return input;
}
