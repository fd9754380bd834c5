import type { Data } from '@truetape/contracts';

/** Money on its way from one account to another, in the order in which it was sent. */
export class Transit {
  readonly #sent = new Map<
    string,
    { readonly revision: number; readonly data: Data<'TransferSent'> }[]
  >();

  send(from: string, revision: number, data: Data<'TransferSent'>): void {
    const key = `${from} ${data.to}`;
    const sent = this.#sent.get(key) ?? [];
    sent.push({ revision, data });
    this.#sent.set(key, sent);
  }

  /** Whether this is the other half of what was sent next. */
  receive(to: string, { from, sentRevision, asset, amount }: Data<'TransferReceived'>): boolean {
    const next = this.#sent.get(`${from} ${to}`)?.shift();
    const isNext = next?.revision === sentRevision;
    return isNext && next.data.asset === asset && next.data.amount === amount;
  }

  toString(): string {
    return [...this.#sent]
      .flatMap(([key, sent]) => sent.map(({ revision }) => `${key} ${revision}`))
      .join();
  }
}
