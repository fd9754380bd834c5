/**
 * Every failure a client, an operator or an auditor can meet, by its stable code. The owner comes first in the name.
 * `status` is what HTTP answers; codes that only a matcher gives have the status of the order they end.
 */
export const ERRORS = {
  REQUEST_MALFORMED_HTTP: { status: 400, title: 'This is not an HTTP/1.1 request.' },
  REQUEST_HEADERS_TOO_LARGE: { status: 431, title: 'The headers are larger than 16 KiB.' },
  REQUEST_MALFORMED_JSON: { status: 400, title: 'The body is not JSON.' },
  REQUEST_INVALID_UTF8: { status: 400, title: 'The body is not valid UTF-8.' },
  REQUEST_DUPLICATE_KEY: { status: 400, title: 'The same key stands twice in one object.' },
  REQUEST_DIGEST: { status: 400, title: 'The body is not the one that Content-Digest names.' },
  REQUEST_TOO_DEEP: { status: 400, title: 'The body is nested deeper than 16 levels.' },
  REQUEST_INVALID: { status: 400, title: 'A field is missing or has a form that is not allowed.' },
  REQUEST_UNKNOWN_FIELD: { status: 400, title: 'There is no such field here.' },
  REQUEST_ROUTE_NOT_FOUND: { status: 404, title: 'There is nothing at this path.' },
  REQUEST_METHOD_NOT_ALLOWED: { status: 405, title: 'This path does not take that method.' },
  REQUEST_TIMEOUT: { status: 408, title: 'The request did not arrive in time.' },
  REQUEST_KEY_REUSED: {
    status: 409,
    title: 'This Idempotency-Key was used with other content.',
  },
  REQUEST_BODY_TOO_LARGE: { status: 413, title: 'The body is larger than 64 KiB.' },
  REQUEST_UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'The body must be application/json.' },
  REQUEST_RATE_LIMITED: {
    status: 429,
    title: 'A rate limit is used up. Try again when Retry-After says.',
  },
  REQUEST_EXPECTATION: { status: 417, title: 'There is no expectation here but 100-continue.' },

  AUTH_REQUIRED: { status: 401, title: 'A valid access token is needed.' },
  AUTH_SIGNATURE: {
    status: 401,
    title: 'The signature of the request is wrong, too old, or was used before.',
  },
  AUTH_FORBIDDEN: { status: 403, title: 'You may not do that.' },
  AUTH_SCOPE: { status: 403, title: 'This key was not made for that.' },
  AUTH_SESSION_ONLY: { status: 403, title: 'That is not done with a key: sign in.' },
  AUTH_STEP_UP_REQUIRED: {
    status: 403,
    title: 'Show a second factor in this session first.',
  },

  AUTH_SIGN_IN_FAILED: { status: 401, title: 'E-mail, password or code are not right.' },
  AUTH_SECOND_FACTOR_REQUIRED: { status: 401, title: 'A code of the second factor is needed too.' },
  AUTH_TOKEN_INVALID: { status: 401, title: 'This token does not count, or not any more.' },
  AUTH_EMAIL_UNVERIFIED: { status: 403, title: 'Verify the e-mail address first.' },
  AUTH_OWN_RIGHTS: { status: 403, title: 'Nobody changes their own rights.' },
  AUTH_PASSWORD_WEAK: { status: 422, title: 'This password is too easy to guess.' },
  AUTH_SECOND_FACTOR_CODE: { status: 422, title: 'The code is not right, or was used before.' },
  AUTH_SECOND_FACTOR_STATE: {
    status: 409,
    title: 'The second factor is not in the state that this asks for.',
  },
  AUTH_SESSION_NOT_FOUND: { status: 404, title: 'There is no such session.' },
  AUTH_KEY_NOT_FOUND: { status: 404, title: 'There is no such key.' },
  AUTH_USER_NOT_FOUND: { status: 404, title: 'There is no such user.' },
  AUTH_USER_EXISTS: { status: 409, title: 'There is a user of that name already.' },
  AUTH_USER_STATUS: { status: 409, title: 'The user cannot get from its status to that one.' },
  AUTH_TOO_MANY: { status: 422, title: 'There are too many already: take one away first.' },
  AUTH_TOO_MANY_ATTEMPTS: { status: 429, title: 'Too many failed attempts: wait before the next.' },
  AUTH_BUSY: { status: 429, title: 'Too many are signing in at this moment: try again soon.' },

  ACCOUNT_NOT_FOUND: { status: 404, title: 'There is no such account.' },
  ACCOUNT_HAS_OWNER: {
    status: 409,
    title: 'The account has an owner, who gives access to it and takes it away.',
  },
  ACCOUNT_EXISTS: { status: 409, title: 'There is an account of that name already.' },

  ACCOUNT_UNKNOWN_GROUP: {
    status: 422,
    title: 'There is no such account to lead the owner group, or it is in a group itself.',
  },
  ACCOUNT_REDUCE_ONLY: {
    status: 422,
    title: 'The account may place only what makes its positions smaller.',
  },
  ACCOUNT_CLOSED: { status: 409, title: 'The account is closed.' },
  ACCOUNT_FROZEN: {
    status: 409,
    title: 'The account is frozen until somebody has found out what is wrong with it.',
  },
  ACCOUNT_STATUS: { status: 409, title: 'The account cannot get from its status to that one.' },
  ACCOUNT_NOT_EMPTY: {
    status: 409,
    title: 'The account has money or open orders and cannot be closed.',
  },
  ACCOUNT_SILENCE_TIMEOUT: {
    status: 422,
    title: 'The timeout is neither 0 nor between 1 second and 1 day.',
  },

  LEDGER_DUPLICATE_REFERENCE: {
    status: 409,
    title: 'This reference was used with other content.',
  },
  LEDGER_ASSET_DELISTED: {
    status: 422,
    title: 'This asset is delisted: it can be withdrawn, and nothing else.',
  },
  LEDGER_UNKNOWN_ASSET: { status: 422, title: 'This asset is not listed.' },
  LEDGER_SAME_ACCOUNT: { status: 422, title: 'A transfer goes to another account.' },
  LEDGER_UNKNOWN_RECIPIENT: {
    status: 422,
    title: 'There is no such account to transfer to, or it is closed.',
  },
  LEDGER_WITHDRAWAL_NOT_FOUND: {
    status: 404,
    title: 'No withdrawal of this id waits for a decision.',
  },
  LEDGER_SAME_PERSON: {
    status: 403,
    title:
      'Who asked for a withdrawal, or gave whoever did their access to the account, cannot approve it.',
  },
  LEDGER_AMOUNT: {
    status: 422,
    title: 'The amount is zero, too large or finer than the asset allows.',
  },

  LIMITS_INVALID: {
    status: 422,
    title: 'A limit is off its grid, out of bounds, named twice or of what is not listed.',
  },
  LIMITS_NOT_LEADER: {
    status: 422,
    title:
      'The account does not lead its owner group: the limits of the group are set where it is led.',
  },

  CORRECTION_NOT_FOUND: { status: 404, title: 'Nothing was proposed under this id.' },
  CORRECTION_DECIDED: { status: 409, title: 'It was approved or rejected already.' },
  CORRECTION_SAME_PERSON: {
    status: 403,
    title: 'Who proposed a correction cannot approve it.',
  },
  CORRECTION_TRADE_NOT_FOUND: {
    status: 422,
    title: 'There is no such trade, or it is not settled yet.',
  },
  CORRECTION_TRADE_CORRECTED: {
    status: 409,
    title: 'This trade has been corrected, or somebody has proposed it.',
  },
  CORRECTION_AMOUNT: { status: 422, title: 'The amount or price is zero or off its grid.' },

  INSTRUMENT_NOT_FOUND: { status: 404, title: 'There is no such instrument.' },
  INSTRUMENT_EXISTS: { status: 409, title: 'There is an instrument of that symbol already.' },
  INSTRUMENT_UNKNOWN_ASSET: { status: 422, title: 'Base or quote is not a listed asset.' },
  INSTRUMENT_TICK_LOT: {
    status: 422,
    title: 'Tick times lot is not a whole number of minor units of the quote asset.',
  },
  INSTRUMENT_BOUNDS: {
    status: 422,
    title: 'The bounds of the instrument contradict each other or leave the safe range.',
  },
  ASSET_NOT_FOUND: { status: 404, title: 'There is no such asset.' },
  ASSET_DELISTED: { status: 409, title: 'This asset is delisted already.' },
  ASSET_EXISTS: { status: 409, title: 'This asset is listed already, with another scale.' },

  ORDER_DUPLICATE_ID: {
    status: 409,
    title: 'This clientOrderId names an order with other content.',
  },
  ORDER_UNKNOWN_SYMBOL: { status: 422, title: 'This symbol is not listed.' },
  ORDER_NOT_FOUND: { status: 404, title: 'There is no such order.' },
  ORDER_CLOSED: {
    status: 409,
    title: 'The order is filled, cancelled, rejected or expired already.',
  },
  ORDER_TERMS: {
    status: 422,
    title: 'A field is missing that orders of this type must have, or is there and must not be.',
  },
  ORDER_TICK_SIZE: { status: 422, title: 'The price is not a whole number of ticks.' },
  ORDER_LOT_SIZE: { status: 422, title: 'The quantity is not a whole number of lots.' },
  ORDER_PRICE_BOUNDS: { status: 422, title: 'The price is zero or beyond the largest price.' },
  ORDER_QUANTITY_TOO_SMALL: { status: 422, title: 'The quantity is below the minimum.' },
  ORDER_QUANTITY_TOO_LARGE: { status: 422, title: 'The quantity is above the maximum.' },
  ORDER_QUOTE_QUANTITY: {
    status: 422,
    title: 'The quoteQuantity is zero, too large or finer than the asset allows.',
  },
  ORDER_DISPLAY_QUANTITY: {
    status: 422,
    title: 'The displayQuantity is off the lot size, below the minimum or above the quantity.',
  },
  ORDER_EXPIRY: { status: 422, title: 'The order would have expired already.' },
  ORDER_NOTIONAL_TOO_SMALL: { status: 422, title: 'The notional is below the minimum.' },
  ORDER_NOTIONAL_TOO_LARGE: { status: 422, title: 'The notional is above the maximum.' },
  ORDER_REPLACE_BELOW_FILLED: {
    status: 422,
    title: 'The new quantity is not above what is filled already.',
  },
  ORDER_NOT_REPLACEABLE: {
    status: 422,
    title: 'Only a resting order with a limit can be replaced, and no leg of a pair.',
  },
  ORDER_POST_ONLY_WOULD_TAKE: {
    status: 422,
    title: 'The order is post-only and would have traded at once.',
  },
  ORDER_PARTNER_GONE: {
    status: 422,
    title: 'The other leg of the pair is over, has traded or does not fit.',
  },

  RISK_REFERENCE_PRICE_MISSING: {
    status: 422,
    title: 'There is no reference price to protect the order with, or to ask a limit with.',
  },
  RISK_SYMBOL_NOT_ALLOWED: { status: 422, title: 'The account may not trade in this market.' },
  RISK_MESSAGE_RATE: { status: 429, title: 'The account sends more messages than its limit.' },
  RISK_ORDER_QUANTITY: { status: 422, title: 'The quantity is above the limit of the account.' },
  RISK_ORDER_NOTIONAL: { status: 422, title: 'The notional is above the limit of the account.' },
  RISK_PRICE_COLLAR: {
    status: 422,
    title: 'The order may trade too far from the reference price.',
  },
  RISK_DUPLICATE_ORDER: {
    status: 422,
    title: 'An order that says the same was placed a moment ago.',
  },
  RISK_POSITION_LIMIT: {
    status: 422,
    title: 'The position would pass its limit, open orders counted as filled.',
  },
  RISK_GROSS_NOTIONAL: {
    status: 422,
    title: 'The positions would be worth more than the limit, open orders counted as filled.',
  },
  RISK_DAILY_LOSS: { status: 422, title: 'The loss of the day has reached its limit.' },
  RISK_TOO_MANY_OPEN_ORDERS: { status: 422, title: 'The account has too many open orders.' },
  RISK_KILL_SWITCH: {
    status: 422,
    title: 'The kill switch of the account, of the market or of the venue is on.',
  },
  RISK_INSUFFICIENT_FUNDS: { status: 422, title: 'The free balance is too small.' },

  MARKET_CLOSED: { status: 422, title: 'The market is not open.' },
  MARKET_HALTED: { status: 422, title: 'The market is halted.' },
  MARKET_AUCTION: {
    status: 422,
    title: 'The market is not trading yet: it takes only orders that may rest.',
  },
  MARKET_PRICE_BAND: { status: 422, title: 'The price lies beyond the price band of the market.' },
  MARKET_CAPACITY: { status: 422, title: 'The book cannot hold that much at this price.' },
  MARKET_KILL_SWITCH: {
    status: 422,
    title: 'The kill switch of the market or of the venue is on.',
  },
  MARKET_INPUT_VOIDED: { status: 422, title: 'An operator had the market pass over it.' },

  KILL_SWITCH_NOT_TRIPPED: { status: 409, title: 'This kill switch is not on.' },

  RULESET_UNKNOWN: {
    status: 422,
    title: 'This ruleset is not known, or is older than one that a market follows.',
  },

  SERVICE_OVERLOADED: { status: 503, title: 'Too much is waiting. Try again shortly.' },
  SERVICE_UNAVAILABLE: { status: 503, title: 'This cannot be served now. Try again shortly.' },
  SERVICE_BEHIND: {
    status: 503,
    title: 'What is read has not come to the position that was asked for. Try again shortly.',
  },
  SERVICE_DEADLINE: {
    status: 503,
    title: 'The command was not appended in time and never will be. Send it again.',
  },
  SERVICE_UNKNOWN_OUTCOME: {
    status: 503,
    title: 'The command may have been appended. Send the same request again to find out.',
  },
  SERVICE_INTERNAL: { status: 500, title: 'Something broke here. It was not your request.' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}
