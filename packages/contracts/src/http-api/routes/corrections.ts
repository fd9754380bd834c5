import * as a from '../../http/answers.ts';
import * as c from '../../http/commands.ts';
import { correctionPath } from '../bodies.ts';
import { OF_OPERATION } from '../codes.ts';
import type { Routes } from '../route.ts';

const keyed = {
  topic: 'Corrections',
  headers: ['Idempotency-Key'],
  answers: { 201: a.commandAnswer },
} as const;
const OF_DECISION = [...OF_OPERATION, 'CORRECTION_NOT_FOUND', 'CORRECTION_DECIDED'] as const;

export const CORRECTION_ROUTES = {
  'POST /v1/corrections': {
    ...keyed,
    name: 'proposeCorrection',
    summary: 'Proposes to bust or reprice a trade, or to adjust a balance.',
    body: c.proposeCorrection,
    errors: [
      ...OF_OPERATION,
      'ACCOUNT_NOT_FOUND',
      'CORRECTION_AMOUNT',
      'CORRECTION_TRADE_CORRECTED',
      'CORRECTION_TRADE_NOT_FOUND',
      'LEDGER_UNKNOWN_ASSET',
    ],
  },
  'POST /v1/corrections/{correctionId}/approve': {
    ...keyed,
    name: 'approveCorrection',
    summary: 'Does what another operator proposed.',
    path: correctionPath,
    body: c.approveCorrection,
    isBodyOptional: true,
    errors: [...OF_DECISION, 'CORRECTION_SAME_PERSON'],
  },
  'POST /v1/corrections/{correctionId}/reject': {
    ...keyed,
    name: 'rejectCorrection',
    summary: 'Puts a proposal aside.',
    path: correctionPath,
    body: c.rejectCorrection,
    errors: OF_DECISION,
  },
} as const satisfies Routes;
