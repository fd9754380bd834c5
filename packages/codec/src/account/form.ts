import type { Data } from '@truetape/contracts';
import type { AccountEvent } from '@truetape/domain';
import type { Catalogue } from '../catalogue.ts';

type Of<Type extends AccountEvent['type']> = Extract<AccountEvent, { type: Type }>;

/** An event of an account, both ways: its data with keys in canonical order, and its domain form. */
export interface Form<Type extends AccountEvent['type']> {
  readonly encode: (event: Of<Type>, catalogue: Catalogue) => Data<Type>;
  readonly decode: (data: Data<Type>, catalogue: Catalogue) => Of<Type>;
}

/** The forms of some types. */
export type Forms<Type extends AccountEvent['type']> = { readonly [T in Type]: Form<T> };
