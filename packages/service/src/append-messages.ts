import type { Appended, AppendFailure } from '@truetape/event-store';
import type { Result } from '@truetape/kernel';

/** What a process asks the one that writes the log to append for it. */
export interface AppendAsks<Asked> {
  readonly append: Asked & { readonly request: number };
}

/** What it is answered. */
export interface AppendTold {
  readonly request: number;
  readonly appended: AppendedForChild;
}

export type AppendedForChild = Result<Pick<Appended, 'revision' | 'position'>, AppendFailure>;
