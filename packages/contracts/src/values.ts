import { z } from 'zod';

/** A decimal as we write it: no exponent, no trailing zeros, no `-0`, no `+`. */
export const decimal = z
  .string()
  .max(60)
  .regex(
    /^(0|-?[1-9]\d*|-?(0|[1-9]\d*)\.\d*[1-9])$/,
    'a decimal without exponent or trailing zeros',
  );

/** A decimal above or equal to zero, as we write it. */
export const amount = z
  .string()
  .max(60)
  .regex(/^(0|[1-9]\d*)(\.\d*[1-9])?$/, 'a decimal without sign, exponent or trailing zeros');

/** A decimal as a client may write it: trailing zeros are allowed and mean nothing. The length is capped before any parsing. */
export const decimalInput = z
  .string()
  .max(40)
  .regex(
    /^(0|[1-9]\d{0,18})(\.\d{1,18})?$/,
    'a decimal string such as "0.15", without sign or exponent',
  );

/** The same, which may be below zero. */
export const signedInput = z
  .string()
  .max(40)
  .regex(
    /^-?(0|[1-9]\d{0,18})(\.\d{1,18})?$/,
    'a decimal string such as "-0.15", without exponent',
  );

export const asset = z.string().regex(/^[A-Z0-9]{1,10}$/, 'an asset such as "BTC"');

export const symbol = z
  .string()
  .regex(/^[A-Z0-9]{1,10}-[A-Z0-9]{1,10}$/, 'a symbol such as "BTC-USD"');

export const accountId = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,35}$/,
    'an account id of 1 to 36 lower-case letters, digits and "-"',
  );

/** Who somebody is; written as account ids are. */
export const userId = accountId;

export const sessionId = z.string().regex(/^[a-z0-9]{26}$/, 'a session id');

/** Names a key and tells nothing about it. */
export const keyId = z.string().regex(/^[a-z0-9]{16,32}$/, 'a key id');

export const keyName = z.string().min(1).max(64);

/** How a key shows that a request is its owner's. */
export const keyKind = z.enum(['bearer', 'ed25519', 'hmac-sha256']);

/** What may be asked for with a key. */
export const scope = z.enum(['read', 'trade', 'transfer', 'manage']);

/** What somebody may do with an account: each may do what those before it may. */
export const access = z.enum(['viewer', 'trader', 'owner']);

/** What somebody does for the venue. Traders are users with access to an account, and need none. */
export const role = z.enum([
  'account-manager',
  'admin',
  'analyst',
  'auditor',
  'market-operator',
  'payments',
  'risk-officer',
  'support',
]);

/** An address, or a network as `192.0.2.0/24`. */
export const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: 'an address, or a network such as "192.0.2.0/24"',
});
export const NETWORKS_MAX = 50;

/** An Ed25519 public key, as `x` of its JWK. */
export const publicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'an Ed25519 public key');

/** The thumbprint of a public key (RFC 7638). */
export const thumbprint = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'a thumbprint of a key');

/** A code of `ERRORS`. */
export const errorCode = z.string().regex(/^[A-Z][A-Z0-9_]{1,63}$/, 'an error code');

/** `POST /v1/orders`, or `stream orders` for a channel. */
export const routeName = z.string().min(1).max(200);

/** The account and the revision of its `OrderPlaced`: `trader-1.17`. */
export const orderId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,35}\.(0|[1-9]\d{0,14})$/, 'an order id such as "trader-1.17"');

/** The account and the revision of its `WithdrawalRequested`: `trader-1.18`. */
export const withdrawalId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,35}\.(0|[1-9]\d{0,14})$/, 'a withdrawal id such as "trader-1.18"');

export const clientOrderId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,36}$/, '1 to 36 characters of A-Z a-z 0-9 - _');

/** What a client calls the strategy that an order belongs to. */
export const strategy = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,36}$/, '1 to 36 characters of A-Z a-z 0-9 - _');

/** Names a command of the client's, or a transfer of money, so that sending it twice does it once. */
export const reference = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, '1 to 64 characters of A-Z a-z 0-9 - _');

/** Why somebody did something, in words, for auditors. */
export const reason = z.string().min(1).max(500);

/**
 * The same as a client may write it: one line that shows what it says. Lists, tables and terminals that it is read in
 * need not be wary of it, and databases can keep it.
 */
export const reasonInput = reason
  .regex(/[\p{L}\p{N}\p{P}\p{S}]/u, 'at least one character that is seen')
  .regex(
    /^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u,
    'one line without control characters or changes of direction',
  );

/** RFC 3339 in UTC with milliseconds: sorts as it reads. */
export const timestamp = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'a time such as "2026-11-21T01:22:18.123Z"');

/** From 1970 on: databases have no year 0, and no clock of ours was ever earlier. */
const SINCE_1970 = /^(19[7-9]|[2-9])/;

const A_TIME = 'a time such as "2026-11-21T01:22:18.123Z"';
const A_DAY = 'a day such as "2026-11-21"';

/** A time as a client may write it: as we do, and a time that there is. */
export const timeInput = z.iso.datetime({ precision: 3, error: A_TIME }).regex(SINCE_1970, A_TIME);

/** A day of trading, from 00:00 UTC. */
export const day = z.iso.date({ error: A_DAY }).regex(SINCE_1970, A_DAY);

/** SHA-256 as it is written everywhere. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex');

/** Chosen once, when a log is made. */
export const logId = z.string().min(1).max(100);

/**
 * An e-mail address such as people have them, in small letters: a dot-atom of ASCII at a domain with a dot. No letters that
 * look like others, no comments, no quotes, no line ends. Names of domains in other scripts are written `xn--…`.
 */
export const email = z
  .string()
  .max(254)
  .regex(
    /^(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+([A-Za-z]{2,63}|[Xx][Nn]--[A-Za-z0-9-]{0,58}[A-Za-z0-9])$/,
    'an e-mail address such as "ann@example.com"',
  )
  .toLowerCase();

/** Personal data, readable with its person's key only: AES-256-GCM as `s1.` and base64url. */
export const sealed = z
  .string()
  .max(4_096)
  .regex(/^s1\.[A-Za-z0-9_-]{38,4093}$/, 'sealed personal data');

export const revision = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
export const count = revision;

/** Of a tree that is not empty. */
export const size = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 as 64 hexadecimal digits');

/** Why money that came for an account lies in suspense. */
export const suspenseReason = z.enum(['account-closed', 'asset-delisted']);

/** What an account may do; `frozen` nobody asks for. */
export const settableStatus = z.enum(['open', 'reduce-only', 'closed']);
export const accountStatus = z.enum(['open', 'reduce-only', 'closed', 'frozen']);

/** What stands against a customer's account in a double entry. */
export const ledgerAccount = z.enum([
  'clearing',
  'external',
  'fees',
  'residue',
  'suspense',
  'transit',
]);

export const withdrawalStatus = z.enum(['pending', 'approved', 'rejected']);

/** What a mark is: the last trade, the middle of the best bid and ask, or what the market was listed with. */
export const markSource = z.enum(['last', 'mid', 'reference']);

export const side = z.enum(['buy', 'sell']);
export const orderType = z.enum(['limit', 'market', 'stop', 'stop-limit', 'trailing-stop']);
export const timeInForce = z.enum(['GTC', 'IOC', 'FOK', 'GTD', 'DAY']);
export const selfTradePrevention = z.enum([
  'none',
  'expire-taker',
  'expire-maker',
  'expire-both',
  'decrement',
]);
export const orderStatus = z.enum([
  'pending',
  'open',
  'filled',
  'cancelled',
  'rejected',
  'expired',
]);
export const liquidity = z.enum(['maker', 'taker']);
export const marketState = z.enum(['closed', 'pre-open', 'open', 'auction', 'halted']);
export const cancelReason = z.enum([
  'requested',
  'mass-cancel',
  'immediate-or-cancel',
  'fill-or-kill',
  'self-trade-prevention',
  'one-cancels-other',
  'price-band',
  'capacity',
]);

/** The time that a candle spans. A week begins on Monday, everything in UTC. */
export const candleInterval = z.enum(['1s', '1m', '5m', '15m', '1h', '4h', '1d', '1w']);

/** Whom limits bind: an account, or all accounts of the group that it leads together. */
export const limitsScope = z.enum(['account', 'group']);

/** What the risk watch follows. */
export const watched = z.enum([
  'concentration',
  'dailyLoss',
  'drawdown',
  'grossNotional',
  'openNotional',
  'position',
]);

/** How much of a limit is used, in percent, when the risk watch says so. */
export const threshold = z.literal([50, 75, 90, 100]);

/** A share of something, at most all of it. */
export const shareInput = z
  .string()
  .regex(/^(0(\.\d{1,8})?|1(\.0{1,8})?)$/, 'a share such as "0.05"');

export const MESSAGES_PER_SECOND_MAX = 10_000;
export const DUPLICATE_WINDOW_MS_MAX = 60_000;
export const OPEN_ORDERS_MAX = 200_000;

/** Markets, assets and symbols that limits name, at most. */
export const LIMITS_MAX = 200;

/** What an account may do at most; what is left out is not limited. */
export const limits = z.strictObject({
  /** Orders may be placed in these markets only. */
  allowedSymbols: z.array(symbol).max(LIMITS_MAX).optional(),
  /** Of all markets together in which the asset is the quote. */
  assets: z
    .array(
      z.strictObject({
        asset,
        /** Share of the exposure that may lie in one market. */
        concentration: amount.optional(),
        /** Loss since the day began, on paper or not, fees included. */
        dailyLoss: amount.optional(),
        /** Loss since the best moment of the day. */
        drawdown: amount.optional(),
        /** What all positions are worth, open orders counted as filled. */
        grossNotional: amount.optional(),
        /** What open orders are worth at the worst price each may trade at. */
        openNotional: amount.optional(),
        /** Of one order, at the worst price it may trade at. */
        orderNotional: amount.optional(),
      }),
    )
    .max(LIMITS_MAX),
  /** How far beyond the reference price an order may trade, as a share of it. */
  collar: amount.optional(),
  /** An order that says the same as another one placed so shortly before is denied. */
  duplicateWindowMs: count.optional(),
  /** What trips the kill switch of the account when it reaches its limit. */
  hard: z.array(watched).max(watched.options.length),
  markets: z
    .array(
      z.strictObject({
        /** Of one order. */
        orderQuantity: amount.optional(),
        /** Net bought or net sold, open orders counted as filled. */
        position: amount.optional(),
        symbol,
      }),
    )
    .max(LIMITS_MAX),
  /** Orders, replaces and cancels within any second. */
  messagesPerSecond: count.optional(),
  openOrders: count.optional(),
});

/** Where a market was when limits were asked, and where it was when the day began. */
export const mark = z.strictObject({ atDayStart: amount, price: amount, symbol });

/** Rates, and from which volume of thirty days on they hold: of all where that is left out. */
export const feeTier = z.strictObject({
  makerRate: decimal,
  /** In the quote asset, on the thirty days before. */
  minVolume: amount.optional(),
  takerRate: decimal,
  tier: z.string(),
});

/** The rules that a market follows, by their number. */
export const ruleset = z.number().int().min(1);

/** How far from where the market is somebody may trade, and what happens otherwise. */
export const priceBand = z.strictObject({
  /** How long an auction takes that the band begins. */
  auctionMs: count,
  /** The share of the mean by which a trade may be away from it: `0.05`. */
  rate: amount,
  /** What happens to an order that would trade beyond it, or to the market. */
  beyond: z.enum(['reject', 'auction']),
  /** Of how many trades the mean is taken. */
  window: count,
});
