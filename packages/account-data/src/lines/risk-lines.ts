import { canonicalJson } from '@truetape/codec';
import type { ChannelMessage } from '@truetape/contracts';
import type { Row } from '@truetape/read-models';
import { Lines } from './lines.ts';

type RiskDelta = Extract<ChannelMessage<'risk'>, { readonly type: 'delta' }>;
type RiskChange = Pick<RiskDelta, 'status' | 'killed' | 'limits' | 'crossed'>;
export type Crossed = NonNullable<RiskDelta['crossed']>[number];
type Limits = NonNullable<RiskDelta['limits']>[number];
type Status = NonNullable<RiskDelta['status']>;

/** What an account may do, its limits, and how near it has come to them. */
export class RiskLines {
  readonly #limits = new Lines<Limits>();
  #status: Status | undefined;
  #killed: boolean | undefined;
  #changed: { status?: Status; killed?: boolean } = {};
  #crossed: Crossed[] = [];

  putAccount({ status, is_killed }: Row): void {
    if (status !== this.#status) {
      this.#status = status as Status;
      this.#changed.status = this.#status;
    }
    if (is_killed !== this.#killed) {
      this.#killed = is_killed as boolean;
      this.#changed.killed = this.#killed;
    }
  }

  putLimits(row: Row): void {
    const line = limitsLine(row);
    this.#limits.put(line.scope, line);
  }

  cross(crossed: Crossed): void {
    this.#crossed.push(crossed);
  }

  /** There is such an account. */
  get isThere(): boolean {
    return this.#status !== undefined;
  }

  /** What has changed since the last time; undefined for nothing. */
  take(): RiskChange | undefined {
    const limits = this.#limits.take();
    const crossed = this.#crossed;
    const changed = this.#changed;
    const hasChanged = Object.keys(changed).length > 0;
    if (!hasChanged && limits === undefined && crossed.length === 0) return undefined;
    this.#crossed = [];
    this.#changed = {};
    return { ...changed, ...(limits && { limits }), ...(crossed.length > 0 && { crossed }) };
  }

  /** Everything but what was crossed: that is news. */
  shown(): Omit<RiskChange, 'crossed'> {
    return {
      ...(this.#status !== undefined && { status: this.#status }),
      ...(this.#killed !== undefined && { killed: this.#killed }),
      limits: this.#limits.sorted(),
    };
  }
}

/** Postgres gives the members of an object in an order of its own. */
function limitsLine({ scope, limits }: Row): Limits {
  return { scope, limits: JSON.parse(canonicalJson(limits)) } as Limits;
}
