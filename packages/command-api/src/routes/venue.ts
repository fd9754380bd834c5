import {
  adoptRuleset,
  changeFees,
  delistAsset,
  listAsset,
  listInstrument,
  requestMarketState,
  setKillSwitch,
  symbolPath,
} from '@truetape/contracts';
import type { MarketState } from '@truetape/domain';
import { sendProblem, validate } from '@truetape/edge';
import type { FastifyInstance } from 'fastify';
import { askerOf } from '../asker.ts';
import type { DeskOptions } from '../desk.ts';
import { both, keyOf, sendFailure } from '../request-parts.ts';
import { createVenueDesk, type WantedState } from '../venue-desk.ts';
import { within } from '../within.ts';
import { sendOperated } from './operated.ts';

/** Then the answer leaves anyway: what it says is on disk. */
const READ_WITHIN_MS = 5_000;

type Request = keyof typeof requestMarketState;

/** What operators ask of a market, and the state that they want it in. */
const STATES: Readonly<Record<Request, MarketState>> = {
  auction: 'auction',
  close: 'closed',
  halt: 'halted',
  open: 'open',
  'pre-open': 'pre-open',
  resume: 'open',
};

/** Of a market, or of the venue. */
const scopePath = symbolPath.partial();

export function venueRoutes(app: FastifyInstance, options: DeskOptions): void {
  const { log, accounts, now, rulesets } = options;
  const desk = createVenueDesk({
    log,
    catalogue: accounts.catalogue,
    now,
    rulesets,
    reached: (position) => within(READ_WITHIN_MS, accounts.reached(position)),
  });
  /** Whoever stops a flood must get through it. */
  const stopping = { config: { lastRefused: true } };

  app.post('/v1/assets', async (request, reply) => {
    const body = validate(listAsset, request.body);
    if (!body.ok) return sendFailure(reply, body.failure);
    const { asset, scale } = body.value;
    return sendOperated(reply, 201, await desk.listAsset(asset, scale, askerOf(request)));
  });

  app.post('/v1/assets/:asset/delist', async (request, reply) => {
    const read = both(validate(delistAsset, request.body), keyOf(request));
    if (!read.ok) return sendFailure(reply, read.failure);
    const [{ reason }, key] = read.value;
    const { asset } = request.params as { readonly asset: string };
    const by = { ...askerOf(request), ...key };
    return sendOperated(reply, 201, await desk.delistAsset(asset, reason, by));
  });

  app.post('/v1/instruments', async (request, reply) => {
    const body = validate(listInstrument, request.body);
    if (!body.ok) return sendFailure(reply, body.failure);
    return sendOperated(reply, 201, await desk.listInstrument(body.value, askerOf(request)));
  });

  for (const [name, to] of Object.entries(STATES)) {
    const schema = requestMarketState[name as Request];
    app.post(`/v1/instruments/:symbol/${name}`, async (request, reply) => {
      const read = both(
        validate<Omit<WantedState, 'to'>>(schema, request.body ?? {}),
        keyOf(request),
      );
      if (!read.ok) return sendFailure(reply, read.failure);
      const path = symbolPath.safeParse(request.params);
      if (!path.success) return sendProblem(reply, 'INSTRUMENT_NOT_FOUND');
      const [wanted, key] = read.value;
      const by = { ...askerOf(request), ...key };
      const asked = await desk.requestState(path.data.symbol, { ...wanted, to }, by);
      return sendOperated(reply, 202, asked);
    });
  }

  for (const path of ['/v1/kill-switch', '/v1/instruments/:symbol/kill-switch']) {
    app.post(path, stopping, async (request, reply) => {
      const read = both(validate(setKillSwitch, request.body), keyOf(request));
      if (!read.ok) return sendFailure(reply, read.failure);
      const scope = scopePath.safeParse(request.params);
      if (!scope.success) return sendProblem(reply, 'INSTRUMENT_NOT_FOUND');
      const [wanted, key] = read.value;
      const denial =
        wanted.action === 'release' ? request.denialOf('release of a market') : undefined;
      if (denial !== undefined) return sendProblem(reply, denial);
      const by = { ...askerOf(request), ...key };
      return sendOperated(reply, 202, await desk.setKillSwitch(scope.data.symbol, wanted, by));
    });
  }

  app.post('/v1/instruments/:symbol/fees', async (request, reply) => {
    const read = both(validate(changeFees, request.body), keyOf(request));
    if (!read.ok) return sendFailure(reply, read.failure);
    const path = symbolPath.safeParse(request.params);
    if (!path.success) return sendProblem(reply, 'INSTRUMENT_NOT_FOUND');
    const [{ tiers }, key] = read.value;
    const by = { ...askerOf(request), ...key };
    return sendOperated(reply, 201, await desk.changeFees(path.data.symbol, tiers, by));
  });

  app.post('/v1/ruleset', async (request, reply) => {
    const read = both(validate(adoptRuleset, request.body), keyOf(request));
    if (!read.ok) return sendFailure(reply, read.failure);
    const [{ ruleset }, key] = read.value;
    const asked = await desk.adoptRuleset(ruleset, { ...askerOf(request), ...key });
    return sendOperated(reply, 202, asked);
  });
}
