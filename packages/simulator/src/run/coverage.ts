import type { Data } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import { suspenseOf } from '../checks/suspense.ts';

/** The kinds of things that a run may reach, each with a closed list of what there is. */
export const COVERED = [
  'events',
  'denials',
  'rejections',
  'cancels',
  'lifecycle',
  'market states',
  'suspense',
  'faults',
] as const;

export type Covered = (typeof COVERED)[number];

/** How often each thing was reached. */
export class Coverage {
  readonly counts = new Map<Covered, Map<string, number>>(
    COVERED.map((kind) => [kind, new Map()] as const),
  );

  add(kind: Covered, name: string, count = 1): void {
    const counts = this.counts.get(kind);
    counts?.set(name, (counts.get(name) ?? 0) + count);
  }

  addAll(other: ReturnType<Coverage['toJSON']>): void {
    for (const [kind, counts] of other) {
      for (const [name, count] of counts) this.add(kind, name, count);
    }
  }

  toJSON() {
    return [...this.counts].map(([kind, counts]) => [kind, [...counts]] as const);
  }

  /** What a log shows. */
  read(events: readonly RecordedEvent[]): void {
    const orders = new Map<string, string>();
    for (const event of events) {
      this.add('events', event.type);
      const suspended = suspenseOf(event);
      if (suspended !== undefined) this.add('suspense', `${event.type} ${suspended}`);
      this.#readOutcome(event);
      for (const [orderId, to] of changesIn(event)) {
        this.add('lifecycle', `${orders.get(orderId) ?? 'nothing'} → ${to}`);
        orders.set(orderId, to);
      }
    }
  }

  #readOutcome({ type, data }: RecordedEvent): void {
    const { code, reason } = data as { readonly code?: string; readonly reason?: string };
    if (REJECTIONS.has(type)) this.add('rejections', `${type} ${code}`);
    if (type === 'OrderCancelled') this.add('cancels', `${reason}`);
    if (type !== 'MarketStateChanged') return;
    const { from, to } = data as Data<'MarketStateChanged'>;
    this.add('market states', `${from} → ${to}`);
  }
}

const REJECTIONS: ReadonlySet<string> = new Set([
  'OrderRejected',
  'OrderCancelRejected',
  'OrderReplaceRejected',
]);

/** What an event makes of orders. */
function changesIn({ type, stream, revision, data }: RecordedEvent): readonly [string, string][] {
  if (type === 'OrderPlaced') return [[`${stream.slice('account-'.length)}.${revision}`, 'placed']];
  if (type === 'OrderClosed') {
    const { orderId, status } = data as Data<'OrderClosed'>;
    return [[orderId, status]];
  }
  if (type === 'TradeSettled') {
    return (data as Data<'TradeSettled'>).legs.map(({ orderId, remaining }) => [
      orderId,
      remaining === '0' ? 'filled' : 'partly filled',
    ]);
  }
  if (type === 'StopTriggered') return [[(data as Data<'StopTriggered'>).orderId, 'triggered']];
  return [];
}
