import type { Data } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import { holds, Violation } from '../violation.ts';
import { ACCOUNT_RULES } from './account-rules.ts';
import { ModelCorrections } from './corrections/model-corrections.ts';
import { shown } from './decimal.ts';
import { SETTLEMENTS } from './expected-settlement.ts';
import { Knowledge, type Known } from './knowledge.ts';
import { ModelAccount } from './model-account.ts';
import { ModelLedger } from './model-ledger.ts';
import { ModelMarkets } from './model-markets.ts';
import type { ModelParts } from './model-parts.ts';
import { ModelVenue } from './model-venue.ts';
import { Transit } from './transit.ts';
import { Unsettled } from './unsettled.ts';
import { DayMarks } from './watch/day-marks.ts';
import { ModelWatch } from './watch/model-watch.ts';

/**
 * The whole system once more, plain and slow, from the events on disk alone, each as it comes there. Whatever it does not
 * expect is a {@link Violation}.
 */
export class Model implements ModelParts {
  readonly #knowledge: Knowledge;
  readonly venue: ModelVenue;
  readonly ledger = new ModelLedger();
  readonly markets = new ModelMarkets();
  readonly unsettled = new Unsettled();
  readonly transit = new Transit();
  readonly corrections = new ModelCorrections(this.ledger);
  readonly watch = new ModelWatch();
  readonly #dayMarks = new DayMarks();
  readonly accounts = new Map<string, ModelAccount>();
  readonly isOneWriter: boolean;
  #clock = '';

  /** @param lateMs how long after it is on disk a process may not have read of something; 0 where one process writes all of it */
  constructor(lateMs: number) {
    this.isOneWriter = lateMs === 0;
    this.#knowledge = new Knowledge(lateMs);
    this.venue = new ModelVenue(this.#knowledge);
  }

  read(event: RecordedEvent): void {
    this.#knowledge.read(event);
    const [kind = '', id = ''] = splitStream(event.stream);
    if (kind === 'venue' || kind === 'instrument') this.#readVenue(event);
    if (kind === 'clock') this.#readClock(event.data as Data<'ClockAdvanced'>);
    if (kind === 'corrections') this.corrections.read(event);
    this.markets.read(event, kind, id);
    if (kind === 'market') this.#readMarket(event, id);
    if (kind === 'account') this.#readAccount(event, id);
    if (kind === 'risk') this.watch.read(event as never, id);
    if (kind === 'mark') this.#dayMarks.read(event.data as Data<'MarkRecorded'>);
  }

  account(accountId: string): ModelAccount | undefined {
    return this.accounts.get(accountId);
  }

  /** Whether money can be sent to an account. */
  takesMoney(accountId: string): Known {
    return this.#knowledge.known(`open ${accountId}`);
  }

  /** An order as its owner may know it. */
  knownOrder(accountId: string, orderId: string) {
    const order = this.accounts.get(accountId)?.orders.get(orderId);
    if (order === undefined) return undefined;
    const { placed, status, limit, quantity, filled } = order;
    return {
      symbol: placed.symbol,
      side: placed.side,
      postOnly: placed.postOnly,
      isOpen: status === 'open',
      price: shown(limit),
      quantity: shown(quantity),
      filled: shown(filled),
    };
  }

  /** What is still on its way, in words; undefined when nothing is. */
  get inFlight(): string | undefined {
    const { missing } = this.markets;
    if (missing > 0) return `${missing} outcomes are missing`;
    this.unsettled.drop((event, accountId) => {
      const account = this.accounts.get(accountId);
      return account !== undefined && SETTLEMENTS[event.type]?.(event, account) === undefined;
    });
    if (this.unsettled.count > 0) return `not settled: ${this.unsettled}`;
    if (`${this.transit}` !== '') return `in transit: ${this.transit}`;
    if (`${this.corrections}` !== '') return `not put right: ${this.corrections}`;
    if (this.watch.inFlight !== undefined) return this.watch.inFlight;
    const late = [...this.accounts.values()].find(
      ({ silence }) => silence && silence.dueAt <= this.#clock,
    );
    return late && `the silence of ${late.accountId} was due ${late.silence?.dueAt}`;
  }

  #readVenue({ type, stream, revision, data }: RecordedEvent): void {
    if (type === 'KillSwitchTripped') this.venue.turn(stream, true);
    if (type === 'KillSwitchReleased') this.venue.turn(stream, false);
    if (type === 'AssetDelisted') this.venue.delist((data as Data<'AssetDelisted'>).asset);
    if (type === 'AssetListed') this.venue.listAsset(data as Data<'AssetListed'>);
    if (type === 'InstrumentListed') {
      this.venue.listInstrument(data as Data<'InstrumentListed'>, revision);
    }
    if (type === 'FeeTiersChanged')
      this.venue.changeFees(data as Data<'FeeTiersChanged'>, revision);
  }

  #readClock({ to }: Data<'ClockAdvanced'>): void {
    holds(to >= this.#clock, 'the clock never goes back', () => `${to} after ${this.#clock}`);
    this.#clock = to;
  }

  #readMarket(event: RecordedEvent, symbol: string): void {
    if (event.type === 'TradeExecuted') {
      this.ledger.trade(event.data as Data<'TradeExecuted'>, this.venue, symbol);
    }
    this.unsettled.read(event, symbol);
  }

  #readAccount(event: RecordedEvent, accountId: string): void {
    if (event.type === 'AccountOpened') {
      holds(!this.accounts.has(accountId), 'an account is opened once', () => accountId);
      const { at, ownerGroup } = event.data as Data<'AccountOpened'>;
      const isLed = ownerGroup === accountId || this.accounts.get(ownerGroup)?.isLeader === true;
      holds(isLed, 'a group is led by an account that leads itself', () => ownerGroup);
      this.watch.open(accountId, ownerGroup);
      this.#knowledge.say(`open ${accountId}`, true);
      this.accounts.set(accountId, new ModelAccount(accountId, ownerGroup, at));
      return;
    }
    const account = this.accounts.get(accountId);
    const rule = ACCOUNT_RULES[event.type as keyof typeof ACCOUNT_RULES];
    if (account === undefined || rule === undefined) {
      throw new Violation('an account stream begins with its opening', `${event.type}`);
    }
    const { at } = event.data as { readonly at: string };
    holds(at >= account.at, 'time never goes back within a stream', () => `${event.stream} ${at}`);
    holds(
      !account.mustCancel || event.type === 'OrdersCancelRequested',
      'who is stopped has all cancelled',
      () => {
        return `${event.type} ${event.stream} ${event.revision}`;
      },
    );
    account.at = at;
    account.revision += 1;
    rule(event as never, account, this);
    account.check();
    this.ledger.check();
    this.#knowledge.say(`open ${accountId}`, account.status !== 'closed');
    this.watch.changed(event, accountId, this);
  }
}

function splitStream(stream: string): readonly string[] {
  const dash = stream.indexOf('-');
  return dash < 0 ? [stream] : [stream.slice(0, dash), stream.slice(dash + 1)];
}
