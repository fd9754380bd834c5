import * as a from '../../http/answers.ts';
import * as c from '../../http/commands.ts';
import * as q from '../../http/queries.ts';
import { assetPath } from '../bodies.ts';
import { OF_OPERATION } from '../codes.ts';
import type { Routes } from '../route.ts';

const KEYED = ['Idempotency-Key'] as const;
const done = { 201: a.commandAnswer } as const;
/** It is in the log; markets follow it when they read it. */
const asked = { 202: a.commandAnswer } as const;

/** What an operator asks of one market. */
const ofMarket = {
  topic: 'Venue',
  path: q.symbolPath,
  headers: KEYED,
  answers: asked,
  errors: [...OF_OPERATION, 'INSTRUMENT_NOT_FOUND'],
} as const;

export const VENUE_ROUTES = {
  'POST /v1/assets': {
    name: 'listAsset',
    topic: 'Venue',
    summary: 'Lists an asset, with so many decimals.',
    body: c.listAsset,
    answers: done,
    errors: [...OF_OPERATION, 'ASSET_EXISTS'],
  },
  'POST /v1/assets/{asset}/delist': {
    name: 'delistAsset',
    topic: 'Venue',
    summary: 'Lets an asset be withdrawn, and nothing else.',
    path: assetPath,
    headers: KEYED,
    body: c.delistAsset,
    answers: done,
    errors: [...OF_OPERATION, 'ASSET_NOT_FOUND', 'ASSET_DELISTED'],
  },
  'POST /v1/instruments': {
    name: 'listInstrument',
    topic: 'Venue',
    summary: 'Lists an instrument and opens its market.',
    body: c.listInstrument,
    answers: done,
    errors: [
      ...OF_OPERATION,
      'INSTRUMENT_EXISTS',
      'INSTRUMENT_UNKNOWN_ASSET',
      'INSTRUMENT_TICK_LOT',
      'INSTRUMENT_BOUNDS',
    ],
  },
  'POST /v1/instruments/{symbol}/auction': {
    ...ofMarket,
    name: 'callAuction',
    summary: 'Asks the market to collect orders for an auction of so many seconds.',
    body: c.requestMarketState.auction,
  },
  'POST /v1/instruments/{symbol}/close': {
    ...ofMarket,
    name: 'closeMarket',
    summary: 'Asks the market to close.',
    body: c.requestMarketState.close,
    isBodyOptional: true,
  },
  'POST /v1/instruments/{symbol}/halt': {
    ...ofMarket,
    name: 'haltMarket',
    summary: 'Asks the market to halt: nothing that comes after it trades.',
    body: c.requestMarketState.halt,
    isBodyOptional: true,
  },
  'POST /v1/instruments/{symbol}/open': {
    ...ofMarket,
    name: 'openMarket',
    summary: 'Asks the market to open.',
    body: c.requestMarketState.open,
    isBodyOptional: true,
  },
  'POST /v1/instruments/{symbol}/pre-open': {
    ...ofMarket,
    name: 'preOpenMarket',
    summary: 'Asks the market to take orders without trading.',
    body: c.requestMarketState['pre-open'],
    isBodyOptional: true,
  },
  'POST /v1/instruments/{symbol}/resume': {
    ...ofMarket,
    name: 'resumeMarket',
    summary: 'Asks a halted market to trade again.',
    body: c.requestMarketState.resume,
    isBodyOptional: true,
  },
  'POST /v1/instruments/{symbol}/kill-switch': {
    ...ofMarket,
    name: 'turnMarketKillSwitch',
    summary: 'Cancels every order of a market and lets none come, until the release.',
    body: c.setKillSwitch,
    errors: [...ofMarket.errors, 'KILL_SWITCH_NOT_TRIPPED'],
  },
  'POST /v1/instruments/{symbol}/fees': {
    ...ofMarket,
    name: 'changeFees',
    summary: 'Sets the fee tiers of a market, for orders that come after it.',
    body: c.changeFees,
    answers: done,
    errors: [...ofMarket.errors, 'INSTRUMENT_BOUNDS', 'INSTRUMENT_TICK_LOT'],
  },
  'POST /v1/kill-switch': {
    name: 'turnKillSwitch',
    topic: 'Venue',
    summary: 'Cancels every order of the venue and lets none come, until the release.',
    headers: KEYED,
    body: c.setKillSwitch,
    answers: asked,
    errors: [...OF_OPERATION, 'KILL_SWITCH_NOT_TRIPPED'],
  },
  'POST /v1/ruleset': {
    name: 'adoptRuleset',
    topic: 'Venue',
    summary: 'From here on every market follows these rules.',
    headers: KEYED,
    body: c.adoptRuleset,
    answers: asked,
    errors: [...OF_OPERATION, 'RULESET_UNKNOWN'],
  },
} as const satisfies Routes;
