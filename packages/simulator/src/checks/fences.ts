import type { Data } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import { holds } from '../violation.ts';

/** Of two matchers of one market, only the one that took it last appends to it. */
export class FenceCheck {
  readonly #owners = new Map<string, { readonly instance: string; readonly revision: number }>();

  stored({ type, stream, revision, data }: RecordedEvent): void {
    if (type !== 'MarketMatcherStarted') return;
    const { instance } = data as Data<'MarketMatcherStarted'>;
    this.#owners.set(stream, { instance, revision });
  }

  /** What a process has appended, up to that revision. */
  appended(by: {
    readonly instance: string;
    readonly stream: string;
    readonly revision: number;
  }): void {
    const owner = this.#owners.get(by.stream);
    const isAllowed = owner === undefined || owner.instance === by.instance;
    holds(
      isAllowed || by.revision < owner.revision,
      'a matcher that was replaced appends nothing',
      () => {
        return `${by.instance} has appended ${by.stream} ${by.revision}, which ${owner?.instance} has`;
      },
    );
  }
}
