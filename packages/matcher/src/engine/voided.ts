import type { MarketInput, MarketRejection, Outcome } from '@truetape/domain';
import { cancelsApplied } from './outcomes.ts';

const code: MarketRejection = 'MARKET_INPUT_VOIDED';

/** What comes of an input that a market passes over: whoever asked for something is told no. */
export function outcomesOfVoided(input: MarketInput): readonly Outcome[] {
  switch (input.type) {
    case 'OrderPlaced':
      return [rejected('OrderRejected', input)];
    case 'OrderCancelRequested':
      return [rejected('OrderCancelRejected', input)];
    case 'OrderReplaceRequested':
      return [rejected('OrderReplaceRejected', input)];
    case 'OrdersCancelRequested':
      return [cancelsApplied(input, 0)];
    default:
      return [];
  }
}

type Asked = Extract<MarketInput, { readonly orderId: unknown }>;

const rejected = <Type extends string>(type: Type, { accountId, orderId }: Asked) => ({
  type,
  accountId,
  orderId,
  code,
});
