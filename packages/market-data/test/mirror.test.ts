import { deepStrictEqual as equal, ok } from 'node:assert';
import { MemoryBoard, SampleMarket } from '@truetape/market-data/contract';
import { describe, it } from 'vitest';
import { type MarketDelta, Mirror } from '../src/index.ts';

const [FIRST, SECOND] = ['1-first', '2-second'] as const;

/** A board with one market, of which changes can get lost on their way to a mirror. */
async function openMirror() {
  const board = new MemoryBoard();
  const market = new SampleMarket();
  market.change(20, 5);
  await board.replace(FIRST, market.state());
  let isCut = false;
  let isForged = false;
  const deltas: MarketDelta[] = [];
  const resets: string[] = [];
  let reads = 0;
  const mirror = new Mirror({
    board: Object.assign(Object.create(board) as MemoryBoard, {
      read: (symbol: string) => board.read(symbol),
      listen: (listener: Parameters<MemoryBoard['listen']>[0]) =>
        board.listen({
          onChange: (epoch, change) => {
            const orders = isForged
              ? { removed: [1_000_000], changed: [], added: [] }
              : change.orders;
            if (!isCut) listener.onChange(epoch, { ...change, orders });
          },
          onBeat: (beat) => {
            if (!isCut) listener.onBeat(beat);
          },
        }),
    }),
    listener: {
      onDelta: (delta) => deltas.push(delta),
      onReset: (symbol) => resets.push(symbol),
    },
    onRead: () => {
      reads += 1;
    },
  });
  const beat = async (epoch: string = FIRST, heads?: Record<string, number>) => {
    const { symbol, sequence, position } = market.state().head;
    await board.beat({ epoch, position, heads: heads ?? { [symbol]: sequence } });
    // Reading takes a turn.
    await new Promise((resolve) => setImmediate(resolve));
  };
  const apply = (epoch: string = FIRST) => board.apply(epoch, market.change(6, 1));
  return {
    board,
    market,
    mirror,
    deltas,
    resets,
    reads: () => reads,
    beat,
    apply,
    cut: (cut: boolean) => {
      isCut = cut;
    },
    /** Changes speak of an order that is not there, as those of a board that came back with something else than it had. */
    forge: (forged: boolean) => {
      isForged = forged;
    },
    shows: () => equal(mirror.market('BTC-USD')?.state(), market.state()),
  };
}

describe('a mirror', () => {
  it('shows nothing before a beat has confirmed what it has read', async () => {
    const { mirror, beat, apply, shows, market } = await openMirror();
    equal([mirror.isCurrent, mirror.market('BTC-USD')], [false, undefined]);
    await apply();
    equal(mirror.isCurrent, false);
    await beat();
    await beat();
    equal(mirror.isCurrent, true);
    equal(mirror.position, market.state().head.position);
    shows();
  });

  it('tells every change, and reads nothing again', async () => {
    const { deltas, resets, reads, beat, apply, shows } = await openMirror();
    await beat();
    for (let i = 0; i < 50; i++) {
      await apply();
      if (i % 7 === 0) await beat();
      shows();
    }
    equal([deltas.length, resets, reads()], [50, [], 1]);
  });

  it('reads a market again when a change is missing, and says that it is shown anew', async () => {
    const { deltas, resets, reads, beat, apply, shows, cut } = await openMirror();
    await beat();
    cut(true);
    await apply();
    cut(false);
    await apply();
    await beat();
    shows();
    equal([deltas, resets, reads()], [[], ['BTC-USD'], 2]);
    await apply();
    equal(deltas.length, 1);
  });

  it('reads a market again when a change speaks of orders that are not there', async () => {
    const { resets, beat, apply, shows, forge } = await openMirror();
    await beat();
    forge(true);
    await apply();
    forge(false);
    await beat();
    await beat();
    shows();
    equal(resets, ['BTC-USD']);
  });

  it('finds by two beats that the last change is missing', async () => {
    const { mirror, resets, beat, apply, shows, cut, market } = await openMirror();
    await beat();
    const before = mirror.position;
    cut(true);
    await apply();
    cut(false);
    await beat();
    equal(mirror.position, before);
    await beat();
    await beat();
    shows();
    equal([mirror.position, resets], [market.state().head.position, ['BTC-USD']]);
  });

  it('does not believe a state that the beats are ahead of', async () => {
    const { mirror, beat, market } = await openMirror();
    for (let i = 0; i < 5; i++) await beat(FIRST, { 'BTC-USD': market.state().head.sequence + 1 });
    equal([mirror.isCurrent, mirror.position], [false, -1]);
    await beat(FIRST, { 'BTC-USD': market.state().head.sequence, 'ETH-USD': -1 });
    equal(mirror.isCurrent, false);
    await beat();
    equal(mirror.isCurrent, true);
  });

  it('follows the later publisher only, whole', async () => {
    const { board, mirror, market, beat, apply, shows, deltas } = await openMirror();
    await beat();
    await board.replace(SECOND, market.state());
    await beat(SECOND);
    await beat(SECOND);
    const shown = deltas.length;
    equal(await apply(FIRST), { ok: false, failure: 'REPLACED' });
    await board.replace(SECOND, market.state());
    equal(deltas.length, shown);
    await beat(SECOND);
    await beat(SECOND);
    await beat(SECOND);
    shows();
    equal(mirror.isCurrent, true);
  });

  it('never goes back', async () => {
    const { board, mirror, market, beat, apply } = await openMirror();
    const older = market.state();
    await beat();
    for (let i = 0; i < 3; i++) await apply();
    await beat();
    const { position } = mirror;
    await board.replace(SECOND, older);
    for (let i = 0; i < 3; i++) {
      await board.beat({
        epoch: SECOND,
        position: older.head.position,
        heads: { 'BTC-USD': older.head.sequence },
      });
      await new Promise((resolve) => setImmediate(resolve));
      ok((mirror.market('BTC-USD')?.position ?? 0) >= position);
      equal(mirror.position, position);
    }
  });
});
