import type { Data, EventType } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import type { ModelAccount } from './model-account.ts';
import type { ModelParts } from './model-parts.ts';

/** What an event of an account must be, and what it changes. */
export type AccountRule<Type extends EventType> = (
  event: RecordedEvent<Type, Data<Type>>,
  account: ModelAccount,
  model: ModelParts,
) => void;
