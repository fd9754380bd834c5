import { NEWEST_VERSIONS } from '@truetape/contracts';
import type { AccountEvent } from '@truetape/domain';
import { assert, type RecordedEvent } from '@truetape/kernel';
import { controlForms } from './account/controls.ts';
import { correctionSettledForm } from './account/corrections.ts';
import type { Forms } from './account/form.ts';
import { limitsChangedForm } from './account/limits.ts';
import { moneyForms } from './account/money.ts';
import { orderPlacedForm } from './account/order-placed.ts';
import { requestForms } from './account/requests.ts';
import { settlementForms } from './account/settlements.ts';
import type { Catalogue } from './catalogue.ts';
import { rememberTwin, twinOf } from './decoded.ts';

/** The wire form of an account event: type, version and data, keys in canonical order. */
export interface WireEvent {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: object;
}

/** Every event of an account, both ways. */
const FORMS: Forms<AccountEvent['type']> = {
  OrderPlaced: orderPlacedForm,
  LimitsChanged: limitsChangedForm,
  CorrectionSettled: correctionSettledForm,
  ...moneyForms,
  ...controlForms,
  ...requestForms,
  ...settlementForms,
};

/** That a form is asked for what belongs to it, its type says; the compiler cannot. */
interface AnyForm {
  readonly encode: (event: never, catalogue: Catalogue) => object;
  readonly decode: (data: never, catalogue: Catalogue) => AccountEvent;
}

const formOf = (type: AccountEvent['type']): AnyForm => FORMS[type];

export function encodeAccountEvent(event: AccountEvent, catalogue: Catalogue): WireEvent {
  const data = rememberTwin(formOf(event.type).encode(event as never, catalogue), event);
  return { type: event.type, schemaVersion: NEWEST_VERSIONS[event.type], data };
}

/**
 * The domain form of an event of an account stream. It belongs to all who read this event: nobody changes it.
 *
 * @throws InvariantError for a type or version that is not known: never guess
 */
export function decodeAccountEvent(event: RecordedEvent, catalogue: Catalogue): AccountEvent {
  const twin = twinOf(event.data);
  if (twin !== undefined) return twin as AccountEvent;
  const type = event.type as AccountEvent['type'];
  assert(
    Object.hasOwn(FORMS, type) && event.schemaVersion === NEWEST_VERSIONS[type],
    `${event.type} v${event.schemaVersion} is an account event (${event.stream} ${event.revision}, position ${event.position})`,
  );
  const decoded = formOf(type).decode(event.data as never, catalogue);
  // A matcher reads the intents that its accounts have read.
  rememberTwin(event.data as object, decoded);
  return decoded;
}
