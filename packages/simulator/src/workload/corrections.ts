import type { By, CorrectionsDesk, Operated } from '@truetape/command-api/commands';
import type { ProposeCorrection } from '@truetape/contracts';
import type { ModelCorrections } from '../model/corrections/model-corrections.ts';
import type { ModelAccount } from '../model/model-account.ts';
import type { Random } from '../random.ts';
import type { OrderDesk } from '../world/order-desk.ts';
import { ACCOUNTS, ASSETS, MARKETS } from './markets.ts';

/** Something that an operator asks to have put right, and who that is. */
export interface Correction {
  readonly userId: string;
  readonly ask: (corrections: CorrectionsDesk, by: By) => Promise<Operated>;
}

/** What operators read of: trades, proposals and accounts. */
interface Known {
  readonly corrections: Pick<ModelCorrections, 'trades' | 'proposals'>;
  readonly accounts: ReadonlyMap<string, Pick<ModelAccount, 'accountId' | 'status'>>;
}

type Draw = (random: Random, known: Known) => Correction['ask'];
type Wanted = ProposeCorrection['correction'];

/** Mostly one of the newest trades; now and then one that is not there. */
function someTrade(random: Random, { corrections: { trades } }: Known) {
  const newest = random.chance(95) ? random.pick(trades.newest.slice(-6)) : undefined;
  return newest ?? { symbol: 'BTC-USD', tradeNumber: 900_000 };
}

const WANTED: readonly ((random: Random, known: Known) => Wanted)[] = [
  (random, known) => ({ kind: 'bust', ...someTrade(random, known) }),
  (random, known) => {
    const trade = someTrade(random, known);
    const setup = MARKETS.find(({ definition }) => definition.symbol === trade.symbol);
    const price = random.pick([
      '100',
      '10',
      '0.6',
      setup?.definition.tick ?? '1',
      '0.001',
    ] as const);
    return { kind: 'price', price, ...trade };
  },
  (random, known) => ({
    kind: 'adjustment',
    accountId: someAccount(random, known),
    // Now and then more than the account has.
    amount: random.pick(['0.01', '7', '-3', '-0.5', '-90000', '0'] as const),
    asset: random.pick(ASSETS)[0],
  }),
];

/** Now and then one that is closed, or that there is not. */
function someAccount(random: Random, { accounts }: Known): string {
  if (random.chance(5)) return 'nobody';
  const closed = [...accounts.values()].filter(({ status }) => status === 'closed');
  const gone = random.chance(30) ? random.pick(closed)?.accountId : undefined;
  return gone ?? random.pick(ACCOUNTS);
}

const propose: Draw = (random, known) => {
  const correction = random.pick(WANTED)?.(random, known) as Wanted;
  return (desk, by) => desk.propose({ correction, reason: 'simulated' }, by);
};

/** Mostly one that waits; now and then one that is decided, or that nobody has proposed. */
function someProposal(random: Random, { corrections: { proposals } }: Known): number {
  const waiting = [...proposals].filter(([, { decision }]) => decision === undefined);
  const ids = waiting.length > 0 && random.chance(80) ? new Map(waiting) : proposals;
  return (random.chance(95) ? random.pick([...ids.keys()].slice(-3)) : undefined) ?? 900_000;
}

const approve: Draw = (random, known) => {
  const id = someProposal(random, known);
  return (desk, by) => desk.approve(id, by);
};

const reject: Draw = (random, known) => {
  const id = someProposal(random, known);
  return (desk, by) => desk.reject(id, 'no', by);
};

const DRAWS: readonly { readonly weight: number; readonly draw: Draw }[] = [
  { weight: 45, draw: propose },
  { weight: 50, draw: approve },
  { weight: 5, draw: reject },
];

/** Two operators put things right: mostly one of them proposes, and the other one decides. */
export function drawCorrection(random: Random, known: Known): Correction {
  const { draw } =
    known.corrections.proposals.size === 0 ? { draw: propose } : random.weighted(DRAWS);
  const isUsual = random.chance(85);
  const userId = (draw === propose) === isUsual ? 'operator' : 'second-operator';
  return { userId, ask: draw(random, known) };
}

/** Who takes requests of operators, and who looks at the answers. */
interface Counter {
  readonly desk: () => OrderDesk | undefined;
  readonly onOperated: (operated: Operated) => void;
}

/** Asks once: where the log does not answer, somebody will ask for something else. */
export function askFor({ userId, ask }: Correction, name: string, counter: Counter): void {
  const taker = counter.desk();
  if (taker === undefined) return;
  const by = { correlationId: name, actor: { requestId: name, userId }, idempotencyKey: name };
  const asked = taker.life.whileAlive(ask(taker.corrections, by));
  void asked.then(counter.onOperated, () => undefined);
}
