// Written by `npm run docs` from the OpenAPI document. A test compares them; change the source.

export interface paths {
    readonly "/v1/orders": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The orders of an account, each as it is now. */
        readonly get: operations["listOrders"];
        readonly put?: never;
        /** Places an order. The same clientOrderId with the same content gives the order that is there. */
        readonly post: operations["placeOrder"];
        /** Asks for every order that was placed before it to be cancelled, in one market or all. */
        readonly delete: operations["cancelOrders"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/oco": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Places two orders of which one cancels the other. */
        readonly post: operations["placeOco"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Says what placing the order would be answered, and does nothing. */
        readonly post: operations["testOrder"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/batch": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Places orders, each decided alone, in the order given. */
        readonly post: operations["placeOrders"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/{orderId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One order as it is now. */
        readonly get: operations["readOrder"];
        readonly put?: never;
        readonly post?: never;
        /** Asks the market to cancel an order. */
        readonly delete: operations["cancelOrder"];
        readonly options?: never;
        readonly head?: never;
        /** Asks the market for other terms of an order. Less quantity alone keeps its priority. */
        readonly patch: operations["replaceOrder"];
        readonly trace?: never;
    };
    readonly "/v1/accounts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Opens an account, alone or in an owner group. */
        readonly post: operations["openAccount"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/{id}/deposits": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Enters money that has come. The reference makes it happen once. */
        readonly post: operations["deposit"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/{id}/withdrawals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The withdrawals of an account, each as it is now. */
        readonly get: operations["listWithdrawals"];
        readonly put?: never;
        /** Asks for money to be paid out; it is held until that is approved or rejected. */
        readonly post: operations["requestWithdrawal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/{id}/withdrawals/{withdrawalId}/approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Pays out what was asked for. */
        readonly post: operations["approveWithdrawal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/{id}/withdrawals/{withdrawalId}/reject": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Gives back what was held for a withdrawal. */
        readonly post: operations["rejectWithdrawal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/{id}/transfers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Sends money to another account. */
        readonly post: operations["transfer"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/{id}/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Opens an account again, lets it only reduce, or closes it. */
        readonly post: operations["changeStatus"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/{id}/limits": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Sets all limits of an account, or of the owner group that it leads. */
        readonly post: operations["setLimits"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/{id}/kill-switch": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Cancels every order of an account and lets none come, until the release. */
        readonly post: operations["turnAccountKillSwitch"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/{id}/cancel-on-silence": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Cancels every order when this is not sent again in time. */
        readonly post: operations["cancelOnSilence"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/fills": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the orders of an account traded. */
        readonly get: operations["listFills"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/{id}/balances": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What an account has, and what of it is held. */
        readonly get: operations["listBalances"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/{id}/statement": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Every entry of money, with its cause and the balance after it. */
        readonly get: operations["listEntries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/{id}/positions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The positions of an account, by market and where asked for by strategy. */
        readonly get: operations["listPositions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/{id}/pnl": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Profit and loss by day and market. */
        readonly get: operations["listPnl"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/{id}/fees": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What orders placed today are charged. */
        readonly get: operations["listFeeRates"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/{id}/risk": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What an account may do, and how much of its limits is used. */
        readonly get: operations["readRisk"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/instruments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The markets: how each is defined, and the state it is in. */
        readonly get: operations["listInstruments"];
        readonly put?: never;
        /** Lists an instrument and opens its market. */
        readonly post: operations["listInstrument"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/instruments/{symbol}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One market: how it is defined, and the state it is in. */
        readonly get: operations["readInstrument"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/instruments/{symbol}/book": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The best levels of each side. */
        readonly get: operations["readBook"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/instruments/{symbol}/ticker": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The best bid and ask, the last price and the state of the market. */
        readonly get: operations["readTicker"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/instruments/{symbol}/trades": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The trades of a market. */
        readonly get: operations["listTrades"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/instruments/{symbol}/candles": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Open, high, low, close and volume by interval. */
        readonly get: operations["listCandles"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/instruments/{symbol}/stats": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The 24 hours up to now, or up to a moment. */
        readonly get: operations["readStats"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/time": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The clock of the service, and where the log ends. */
        readonly get: operations["readTime"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/assets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Lists an asset, with so many decimals. */
        readonly post: operations["listAsset"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/assets/{asset}/delist": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Lets an asset be withdrawn, and nothing else. */
        readonly post: operations["delistAsset"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/instruments/{symbol}/auction": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Asks the market to collect orders for an auction of so many seconds. */
        readonly post: operations["callAuction"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/instruments/{symbol}/close": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Asks the market to close. */
        readonly post: operations["closeMarket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/instruments/{symbol}/halt": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Asks the market to halt: nothing that comes after it trades. */
        readonly post: operations["haltMarket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/instruments/{symbol}/open": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Asks the market to open. */
        readonly post: operations["openMarket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/instruments/{symbol}/pre-open": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Asks the market to take orders without trading. */
        readonly post: operations["preOpenMarket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/instruments/{symbol}/resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Asks a halted market to trade again. */
        readonly post: operations["resumeMarket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/instruments/{symbol}/kill-switch": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Cancels every order of a market and lets none come, until the release. */
        readonly post: operations["turnMarketKillSwitch"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/instruments/{symbol}/fees": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Sets the fee tiers of a market, for orders that come after it. */
        readonly post: operations["changeFees"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/kill-switch": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Cancels every order of the venue and lets none come, until the release. */
        readonly post: operations["turnKillSwitch"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ruleset": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** From here on every market follows these rules. */
        readonly post: operations["adoptRuleset"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/corrections": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Proposes to bust or reprice a trade, or to adjust a balance. */
        readonly post: operations["proposeCorrection"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/corrections/{correctionId}/approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Does what another operator proposed. */
        readonly post: operations["approveCorrection"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/corrections/{correctionId}/reject": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Puts a proposal aside. */
        readonly post: operations["rejectCorrection"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audit/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The events of the log, of one stream or all. */
        readonly get: operations["listEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audit/orders/{orderId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All that the log has about one order, oldest first. */
        readonly get: operations["readTrail"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/users": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Registers a person. The answer is the same where the address is known already. */
        readonly post: operations["registerUser"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/users/verify": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Shows that a mail has come, to whoever has registered with that password. */
        readonly post: operations["verifyEmail"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/password-resets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Asks for a mail by which a password can be set. The answer is always the same. */
        readonly post: operations["requestPasswordReset"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/password-resets/confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Sets a password with the token of a mail. Every session ends. */
        readonly post: operations["resetPassword"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The sessions of the user who asks. */
        readonly get: operations["listSessions"];
        readonly put?: never;
        /** Begins a session. */
        readonly post: operations["signIn"];
        /** Ends all sessions of the user who asks, or all but this one. */
        readonly delete: operations["endSessions"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/refresh": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Continues a session. A refresh token counts once; used again, it ends the session. */
        readonly post: operations["refreshSession"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/.well-known/jwks.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The public keys of access tokens (RFC 7517). */
        readonly get: operations["readTokenKeys"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who asks, and what they may reach. */
        readonly get: operations["readMe"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/{sessionId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Ends one session; `current` is the one that asks. */
        readonly delete: operations["endSession"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/step-up": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Shows a second factor, for what asks for one. */
        readonly post: operations["stepUp"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Changes the password. Every other session ends. */
        readonly post: operations["changePassword"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/second-factor": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Makes a secret for an authenticator. */
        readonly post: operations["prepareSecondFactor"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/second-factor/enable": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Asks for a second factor from here on, and gives recovery codes. */
        readonly post: operations["enableSecondFactor"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/second-factor/disable": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Asks for no second factor any more. */
        readonly post: operations["disableSecondFactor"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The API keys of the user who asks. */
        readonly get: operations["listKeys"];
        readonly put?: never;
        /** Makes an API key. Its secret is shown this once. */
        readonly post: operations["createKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/keys/{keyId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Takes an API key away. */
        readonly delete: operations["revokeKey"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/users/programs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Registers a user that is no person: others make its keys. */
        readonly post: operations["registerProgram"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/users/{userId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A user, and what they may reach. */
        readonly get: operations["readUser"];
        readonly put?: never;
        readonly post?: never;
        /** Erases a person: nobody can read any more what was personal of them. */
        readonly delete: operations["eraseUser"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/users/{userId}/roles": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Sets what somebody does for the venue. */
        readonly post: operations["changeRoles"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/users/{userId}/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Shuts somebody out, or lets them in again. */
        readonly post: operations["changeUserStatus"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/users/{userId}/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The sessions of a user. */
        readonly get: operations["listUserSessions"];
        readonly put?: never;
        readonly post?: never;
        /** Ends all sessions of a user. */
        readonly delete: operations["endUserSessions"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/users/{userId}/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The API keys of a user. */
        readonly get: operations["listUserKeys"];
        readonly put?: never;
        /** Makes an API key of a user that is no person. */
        readonly post: operations["createProgramKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/users/{userId}/keys/{keyId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Takes an API key of a user away. */
        readonly delete: operations["revokeUserKey"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/{id}/access": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who may reach an account. */
        readonly get: operations["listAccess"];
        readonly put?: never;
        /** Lets somebody reach an account. */
        readonly post: operations["grantAccess"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/{id}/access/{userId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Lets somebody reach an account no more. */
        readonly delete: operations["withdrawAccess"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether requests can be served, with what that depends on. */
        readonly get: operations["readHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/ready": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether requests can be served. */
        readonly get: operations["readReadiness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** That the process is there. */
        readonly get: operations["readLiveness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What is counted, as Prometheus reads it. */
        readonly get: operations["readMetrics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/openapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** This document. */
        readonly get: operations["readOpenApi"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/asyncapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the feeds speak. */
        readonly get: operations["readAsyncApi"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/stream": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Opens the feeds: a WebSocket, described by asyncapi.json. */
        readonly get: operations["openStream"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/session": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Opens a trading session: a WebSocket. */
        readonly get: operations["openSession"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly AccountId: string;
        readonly Amount: string;
        readonly Asset: string;
        readonly ClientOrderId: string;
        readonly Decimal: string;
        readonly DecimalInput: string;
        readonly Day: string;
        readonly OrderId: string;
        readonly Reference: string;
        readonly SignedInput: string;
        readonly Symbol: string;
        readonly TimeInput: string;
        readonly Timestamp: string;
        readonly WithdrawalId: string;
        readonly PlaceOrder: {
            readonly clientOrderId: components["schemas"]["ClientOrderId"];
            readonly symbol: components["schemas"]["Symbol"];
            /** @enum {string} */
            readonly side: "buy" | "sell";
            /** @enum {string} */
            readonly type: "limit" | "market" | "stop" | "stop-limit" | "trailing-stop";
            /** @enum {string} */
            readonly timeInForce?: "GTC" | "IOC" | "FOK" | "GTD" | "DAY";
            readonly price?: components["schemas"]["DecimalInput"];
            readonly stopPrice?: components["schemas"]["DecimalInput"];
            readonly trailingOffset?: components["schemas"]["DecimalInput"];
            readonly quantity?: components["schemas"]["DecimalInput"];
            readonly quoteQuantity?: components["schemas"]["DecimalInput"];
            readonly displayQuantity?: components["schemas"]["DecimalInput"];
            readonly expiresAt?: components["schemas"]["TimeInput"];
            readonly postOnly?: boolean;
            /** @enum {string} */
            readonly selfTradePrevention?: "none" | "expire-taker" | "expire-maker" | "expire-both" | "decrement";
            readonly strategy?: string;
        };
        readonly PlaceOco: {
            readonly symbol: components["schemas"]["Symbol"];
            /** @enum {string} */
            readonly side: "buy" | "sell";
            readonly quantity: components["schemas"]["DecimalInput"];
            /** @enum {string} */
            readonly timeInForce?: "GTC" | "GTD" | "DAY";
            readonly expiresAt?: components["schemas"]["TimeInput"];
            /** @enum {string} */
            readonly selfTradePrevention?: "none" | "expire-taker" | "expire-maker" | "expire-both" | "decrement";
            readonly strategy?: string;
            readonly limit: {
                readonly clientOrderId: components["schemas"]["ClientOrderId"];
                readonly price: components["schemas"]["DecimalInput"];
                readonly displayQuantity?: components["schemas"]["DecimalInput"];
                readonly postOnly?: boolean;
            };
            readonly stop: {
                readonly clientOrderId: components["schemas"]["ClientOrderId"];
                /** @enum {string} */
                readonly type: "stop" | "stop-limit" | "trailing-stop";
                readonly stopPrice?: components["schemas"]["DecimalInput"];
                readonly price?: components["schemas"]["DecimalInput"];
                readonly trailingOffset?: components["schemas"]["DecimalInput"];
                readonly displayQuantity?: components["schemas"]["DecimalInput"];
            };
        };
        readonly OrderBatch: {
            readonly orders: readonly components["schemas"]["PlaceOrder"][];
        };
        readonly ReplaceOrder: {
            readonly price?: components["schemas"]["DecimalInput"];
            readonly quantity?: components["schemas"]["DecimalInput"];
        };
        readonly OpenAccount: {
            readonly accountId: components["schemas"]["AccountId"];
            readonly ownerGroup?: components["schemas"]["AccountId"];
        };
        readonly MoveFunds: {
            readonly asset: components["schemas"]["Asset"];
            readonly amount: components["schemas"]["DecimalInput"];
            readonly reference: components["schemas"]["Reference"];
        };
        readonly TransferFunds: {
            readonly asset: components["schemas"]["Asset"];
            readonly amount: components["schemas"]["DecimalInput"];
            readonly reference: components["schemas"]["Reference"];
            readonly to: components["schemas"]["AccountId"];
        };
        readonly Nothing: Record<string, never>;
        readonly Reason: {
            readonly reason: string & (unknown & unknown);
        };
        readonly ChangeStatus: {
            /** @enum {string} */
            readonly status: "open" | "reduce-only" | "closed";
            readonly reason: string & (unknown & unknown);
        };
        readonly SetLimits: {
            /** @enum {string} */
            readonly scope?: "account" | "group";
            readonly allowedSymbols?: readonly components["schemas"]["Symbol"][];
            readonly assets?: readonly {
                readonly asset: components["schemas"]["Asset"];
                readonly concentration?: string;
                readonly dailyLoss?: components["schemas"]["DecimalInput"];
                readonly drawdown?: components["schemas"]["DecimalInput"];
                readonly grossNotional?: components["schemas"]["DecimalInput"];
                readonly openNotional?: components["schemas"]["DecimalInput"];
                readonly orderNotional?: components["schemas"]["DecimalInput"];
            }[];
            readonly collar?: string;
            readonly duplicateWindowMs?: number;
            readonly hard?: readonly ("concentration" | "dailyLoss" | "drawdown" | "grossNotional" | "openNotional" | "position")[];
            readonly markets?: readonly {
                readonly orderQuantity?: components["schemas"]["DecimalInput"];
                readonly position?: components["schemas"]["DecimalInput"];
                readonly symbol: components["schemas"]["Symbol"];
            }[];
            readonly messagesPerSecond?: number;
            readonly openOrders?: number;
        };
        readonly CancelOnSilence: {
            readonly timeoutMs: number;
        };
        readonly ProposeCorrection: {
            readonly correction: {
                /** @constant */
                readonly kind: "adjustment";
                readonly accountId: components["schemas"]["AccountId"];
                readonly asset: components["schemas"]["Asset"];
                readonly amount: components["schemas"]["SignedInput"];
            } | {
                /** @constant */
                readonly kind: "bust";
                readonly symbol: components["schemas"]["Symbol"];
                readonly tradeNumber: number;
            } | {
                /** @constant */
                readonly kind: "price";
                readonly symbol: components["schemas"]["Symbol"];
                readonly tradeNumber: number;
                readonly price: components["schemas"]["DecimalInput"];
            };
            readonly reason: string & (unknown & unknown);
        };
        readonly ListAsset: {
            readonly asset: components["schemas"]["Asset"];
            readonly scale: number;
        };
        readonly ListInstrument: {
            readonly symbol: components["schemas"]["Symbol"];
            readonly tick: components["schemas"]["DecimalInput"];
            readonly lot: components["schemas"]["DecimalInput"];
            readonly minQuantity: components["schemas"]["DecimalInput"];
            readonly maxQuantity: components["schemas"]["DecimalInput"];
            readonly minNotional: components["schemas"]["DecimalInput"];
            readonly maxNotional: components["schemas"]["DecimalInput"];
            readonly makerRate: string;
            readonly takerRate: string;
            readonly protectionRate?: components["schemas"]["DecimalInput"];
            readonly referencePrice?: components["schemas"]["DecimalInput"];
            readonly priceBand?: {
                readonly rate: components["schemas"]["DecimalInput"];
                readonly window: number;
                /** @enum {string} */
                readonly beyond: "reject" | "auction";
                readonly auctionMs: number;
            };
            /** @enum {string} */
            readonly startsIn?: "open" | "pre-open";
            /** @enum {string} */
            readonly selfTradePrevention?: "none" | "expire-taker" | "expire-maker" | "expire-both" | "decrement";
        };
        readonly ChangeFees: {
            readonly tiers: readonly {
                readonly tier: string;
                readonly makerRate: string;
                readonly takerRate: string;
                readonly minVolume?: components["schemas"]["DecimalInput"];
            }[];
        };
        readonly CallAuction: {
            readonly seconds: number;
            /** @enum {string} */
            readonly next?: "open" | "closed";
        };
        readonly SetKillSwitch: {
            /** @enum {string} */
            readonly action: "trip" | "release";
            readonly reason: string & (unknown & unknown);
        };
        readonly AdoptRuleset: {
            readonly ruleset: number;
        };
        readonly Problem: {
            readonly type: string;
            readonly title: string;
            readonly status: number;
            /** @enum {string} */
            readonly code: "REQUEST_MALFORMED_HTTP" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_MALFORMED_JSON" | "REQUEST_INVALID_UTF8" | "REQUEST_DUPLICATE_KEY" | "REQUEST_DIGEST" | "REQUEST_TOO_DEEP" | "REQUEST_INVALID" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_METHOD_NOT_ALLOWED" | "REQUEST_TIMEOUT" | "REQUEST_KEY_REUSED" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "REQUEST_RATE_LIMITED" | "REQUEST_EXPECTATION" | "AUTH_REQUIRED" | "AUTH_SIGNATURE" | "AUTH_FORBIDDEN" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_STEP_UP_REQUIRED" | "AUTH_SIGN_IN_FAILED" | "AUTH_SECOND_FACTOR_REQUIRED" | "AUTH_TOKEN_INVALID" | "AUTH_EMAIL_UNVERIFIED" | "AUTH_OWN_RIGHTS" | "AUTH_PASSWORD_WEAK" | "AUTH_SECOND_FACTOR_CODE" | "AUTH_SECOND_FACTOR_STATE" | "AUTH_SESSION_NOT_FOUND" | "AUTH_KEY_NOT_FOUND" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_EXISTS" | "AUTH_USER_STATUS" | "AUTH_TOO_MANY" | "AUTH_TOO_MANY_ATTEMPTS" | "AUTH_BUSY" | "ACCOUNT_NOT_FOUND" | "ACCOUNT_HAS_OWNER" | "ACCOUNT_EXISTS" | "ACCOUNT_UNKNOWN_GROUP" | "ACCOUNT_REDUCE_ONLY" | "ACCOUNT_CLOSED" | "ACCOUNT_FROZEN" | "ACCOUNT_STATUS" | "ACCOUNT_NOT_EMPTY" | "ACCOUNT_SILENCE_TIMEOUT" | "LEDGER_DUPLICATE_REFERENCE" | "LEDGER_ASSET_DELISTED" | "LEDGER_UNKNOWN_ASSET" | "LEDGER_SAME_ACCOUNT" | "LEDGER_UNKNOWN_RECIPIENT" | "LEDGER_WITHDRAWAL_NOT_FOUND" | "LEDGER_SAME_PERSON" | "LEDGER_AMOUNT" | "LIMITS_INVALID" | "LIMITS_NOT_LEADER" | "CORRECTION_NOT_FOUND" | "CORRECTION_DECIDED" | "CORRECTION_SAME_PERSON" | "CORRECTION_TRADE_NOT_FOUND" | "CORRECTION_TRADE_CORRECTED" | "CORRECTION_AMOUNT" | "INSTRUMENT_NOT_FOUND" | "INSTRUMENT_EXISTS" | "INSTRUMENT_UNKNOWN_ASSET" | "INSTRUMENT_TICK_LOT" | "INSTRUMENT_BOUNDS" | "ASSET_NOT_FOUND" | "ASSET_DELISTED" | "ASSET_EXISTS" | "ORDER_DUPLICATE_ID" | "ORDER_UNKNOWN_SYMBOL" | "ORDER_NOT_FOUND" | "ORDER_CLOSED" | "ORDER_TERMS" | "ORDER_TICK_SIZE" | "ORDER_LOT_SIZE" | "ORDER_PRICE_BOUNDS" | "ORDER_QUANTITY_TOO_SMALL" | "ORDER_QUANTITY_TOO_LARGE" | "ORDER_QUOTE_QUANTITY" | "ORDER_DISPLAY_QUANTITY" | "ORDER_EXPIRY" | "ORDER_NOTIONAL_TOO_SMALL" | "ORDER_NOTIONAL_TOO_LARGE" | "ORDER_REPLACE_BELOW_FILLED" | "ORDER_NOT_REPLACEABLE" | "ORDER_POST_ONLY_WOULD_TAKE" | "ORDER_PARTNER_GONE" | "RISK_REFERENCE_PRICE_MISSING" | "RISK_SYMBOL_NOT_ALLOWED" | "RISK_MESSAGE_RATE" | "RISK_ORDER_QUANTITY" | "RISK_ORDER_NOTIONAL" | "RISK_PRICE_COLLAR" | "RISK_DUPLICATE_ORDER" | "RISK_POSITION_LIMIT" | "RISK_GROSS_NOTIONAL" | "RISK_DAILY_LOSS" | "RISK_TOO_MANY_OPEN_ORDERS" | "RISK_KILL_SWITCH" | "RISK_INSUFFICIENT_FUNDS" | "MARKET_CLOSED" | "MARKET_HALTED" | "MARKET_AUCTION" | "MARKET_PRICE_BAND" | "MARKET_CAPACITY" | "MARKET_KILL_SWITCH" | "MARKET_INPUT_VOIDED" | "KILL_SWITCH_NOT_TRIPPED" | "RULESET_UNKNOWN" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_BEHIND" | "SERVICE_DEADLINE" | "SERVICE_UNKNOWN_OUTCOME" | "SERVICE_INTERNAL";
            readonly detail?: string;
            readonly field?: string;
            readonly requestId?: string;
        };
        readonly Receipt: {
            readonly stream: string;
            readonly revision: number;
            readonly hash: string;
        };
        readonly Order: {
            readonly orderId: components["schemas"]["OrderId"];
            readonly clientOrderId: components["schemas"]["ClientOrderId"];
            readonly accountId: components["schemas"]["AccountId"];
            readonly symbol: components["schemas"]["Symbol"];
            /** @enum {string} */
            readonly side: "buy" | "sell";
            /** @enum {string} */
            readonly type: "limit" | "market" | "stop" | "stop-limit" | "trailing-stop";
            /** @enum {string} */
            readonly timeInForce: "GTC" | "IOC" | "FOK" | "GTD" | "DAY";
            readonly postOnly: boolean;
            readonly price?: components["schemas"]["Amount"];
            readonly stopPrice?: components["schemas"]["Amount"];
            readonly trailingOffset?: components["schemas"]["Amount"];
            readonly quantity: components["schemas"]["Amount"];
            readonly quoteQuantity?: components["schemas"]["Amount"];
            readonly displayQuantity?: components["schemas"]["Amount"];
            readonly filled: components["schemas"]["Amount"];
            readonly remaining: components["schemas"]["Amount"];
            readonly expiresAt?: components["schemas"]["Timestamp"];
            readonly partnerId?: components["schemas"]["OrderId"];
            readonly strategy?: string;
            /** @enum {string} */
            readonly status: "pending" | "open" | "filled" | "cancelled" | "rejected" | "expired";
            readonly reason?: string;
        };
        readonly OrderAnswer: {
            readonly orderId: components["schemas"]["OrderId"];
            readonly clientOrderId: components["schemas"]["ClientOrderId"];
            readonly accountId: components["schemas"]["AccountId"];
            readonly symbol: components["schemas"]["Symbol"];
            /** @enum {string} */
            readonly side: "buy" | "sell";
            /** @enum {string} */
            readonly type: "limit" | "market" | "stop" | "stop-limit" | "trailing-stop";
            /** @enum {string} */
            readonly timeInForce: "GTC" | "IOC" | "FOK" | "GTD" | "DAY";
            readonly postOnly: boolean;
            readonly price?: components["schemas"]["Amount"];
            readonly stopPrice?: components["schemas"]["Amount"];
            readonly trailingOffset?: components["schemas"]["Amount"];
            readonly quantity: components["schemas"]["Amount"];
            readonly quoteQuantity?: components["schemas"]["Amount"];
            readonly displayQuantity?: components["schemas"]["Amount"];
            readonly filled: components["schemas"]["Amount"];
            readonly remaining: components["schemas"]["Amount"];
            readonly expiresAt?: components["schemas"]["Timestamp"];
            readonly partnerId?: components["schemas"]["OrderId"];
            readonly strategy?: string;
            /** @enum {string} */
            readonly status: "pending" | "open" | "filled" | "cancelled" | "rejected" | "expired";
            readonly reason?: string;
            readonly receipt: components["schemas"]["Receipt"];
            readonly position: number;
            /** @constant */
            readonly repeated?: true;
        };
        readonly OcoAnswer: {
            readonly orders: readonly [
                components["schemas"]["Order"],
                components["schemas"]["Order"]
            ];
            readonly receipt: components["schemas"]["Receipt"];
            readonly position: number;
            /** @constant */
            readonly repeated?: true;
        };
        readonly TestAnswer: {
            /** @constant */
            readonly accepted: true;
        };
        readonly BatchAnswer: {
            readonly results: readonly ({
                /** @constant */
                readonly status: 201;
                readonly order: components["schemas"]["OrderAnswer"];
            } | {
                readonly status: number;
                readonly problem: components["schemas"]["Problem"];
            })[];
        };
        readonly CommandAnswer: {
            readonly receipt: components["schemas"]["Receipt"];
            readonly position: number;
            /** @constant */
            readonly repeated?: true;
        };
        readonly OrderRow: {
            readonly orderId: components["schemas"]["OrderId"];
            readonly clientOrderId: components["schemas"]["ClientOrderId"];
            readonly accountId: components["schemas"]["AccountId"];
            readonly symbol: components["schemas"]["Symbol"];
            /** @enum {string} */
            readonly side: "buy" | "sell";
            /** @enum {string} */
            readonly type: "limit" | "market" | "stop" | "stop-limit" | "trailing-stop";
            /** @enum {string} */
            readonly timeInForce: "GTC" | "IOC" | "FOK" | "GTD" | "DAY";
            readonly postOnly: boolean;
            readonly price?: components["schemas"]["Amount"];
            readonly stopPrice?: components["schemas"]["Amount"];
            readonly trailingOffset?: components["schemas"]["Amount"];
            readonly quantity: components["schemas"]["Amount"];
            readonly quoteQuantity?: components["schemas"]["Amount"];
            readonly displayQuantity?: components["schemas"]["Amount"];
            readonly filled: components["schemas"]["Amount"];
            readonly remaining: components["schemas"]["Amount"];
            readonly expiresAt?: components["schemas"]["Timestamp"];
            readonly partnerId?: components["schemas"]["OrderId"];
            readonly strategy?: string;
            /** @enum {string} */
            readonly status: "pending" | "open" | "filled" | "cancelled" | "rejected" | "expired";
            readonly reason?: string;
            readonly receivedAt: components["schemas"]["Timestamp"];
            readonly decidedAt: components["schemas"]["Timestamp"];
            readonly recordedAt: components["schemas"]["Timestamp"];
            readonly matchedAt: components["schemas"]["Timestamp"] | null;
            readonly triggeredAt?: components["schemas"]["Timestamp"];
        };
        readonly OrderRowAnswer: {
            readonly orderId: components["schemas"]["OrderId"];
            readonly clientOrderId: components["schemas"]["ClientOrderId"];
            readonly accountId: components["schemas"]["AccountId"];
            readonly symbol: components["schemas"]["Symbol"];
            /** @enum {string} */
            readonly side: "buy" | "sell";
            /** @enum {string} */
            readonly type: "limit" | "market" | "stop" | "stop-limit" | "trailing-stop";
            /** @enum {string} */
            readonly timeInForce: "GTC" | "IOC" | "FOK" | "GTD" | "DAY";
            readonly postOnly: boolean;
            readonly price?: components["schemas"]["Amount"];
            readonly stopPrice?: components["schemas"]["Amount"];
            readonly trailingOffset?: components["schemas"]["Amount"];
            readonly quantity: components["schemas"]["Amount"];
            readonly quoteQuantity?: components["schemas"]["Amount"];
            readonly displayQuantity?: components["schemas"]["Amount"];
            readonly filled: components["schemas"]["Amount"];
            readonly remaining: components["schemas"]["Amount"];
            readonly expiresAt?: components["schemas"]["Timestamp"];
            readonly partnerId?: components["schemas"]["OrderId"];
            readonly strategy?: string;
            /** @enum {string} */
            readonly status: "pending" | "open" | "filled" | "cancelled" | "rejected" | "expired";
            readonly reason?: string;
            readonly receivedAt: components["schemas"]["Timestamp"];
            readonly decidedAt: components["schemas"]["Timestamp"];
            readonly recordedAt: components["schemas"]["Timestamp"];
            readonly matchedAt: components["schemas"]["Timestamp"] | null;
            readonly triggeredAt?: components["schemas"]["Timestamp"];
            readonly position: number;
        };
        readonly OrderRowPage: {
            readonly items: readonly components["schemas"]["OrderRow"][];
            readonly next: string | null;
            readonly position: number;
        };
        readonly Fill: {
            readonly symbol: components["schemas"]["Symbol"];
            readonly tradeNumber: number;
            readonly orderId: components["schemas"]["OrderId"];
            readonly accountId: components["schemas"]["AccountId"];
            /** @enum {string} */
            readonly side: "buy" | "sell";
            /** @enum {string} */
            readonly liquidity: "maker" | "taker";
            readonly price: components["schemas"]["Amount"];
            readonly quantity: components["schemas"]["Amount"];
            readonly notional: components["schemas"]["Amount"];
            readonly fee: components["schemas"]["Decimal"];
            readonly feeAsset: components["schemas"]["Asset"];
            readonly at: components["schemas"]["Timestamp"];
        };
        readonly FillPage: {
            readonly items: readonly components["schemas"]["Fill"][];
            readonly next: string | null;
            readonly position: number;
        };
        readonly Balance: {
            readonly asset: components["schemas"]["Asset"];
            readonly total: components["schemas"]["Amount"];
            readonly held: components["schemas"]["Amount"];
            readonly free: components["schemas"]["Amount"];
        };
        readonly BalancePage: {
            readonly items: readonly components["schemas"]["Balance"][];
            readonly next: string | null;
            readonly position: number;
        };
        readonly Entry: {
            readonly asset: components["schemas"]["Asset"];
            readonly amount: components["schemas"]["Decimal"];
            readonly balance: components["schemas"]["Amount"];
            /** @enum {string} */
            readonly against: "clearing" | "external" | "fees" | "residue" | "suspense" | "transit";
            readonly at: components["schemas"]["Timestamp"];
            readonly cause: {
                readonly stream: string;
                readonly revision: number;
                readonly type: string;
            };
            readonly orderId?: components["schemas"]["OrderId"];
            readonly symbol?: components["schemas"]["Symbol"];
            readonly tradeNumber?: number;
            /** @enum {string} */
            readonly side?: "buy" | "sell";
            readonly withdrawalId?: components["schemas"]["WithdrawalId"];
            readonly counterparty?: components["schemas"]["AccountId"];
            readonly reference?: components["schemas"]["Reference"];
            readonly correctionRevision?: number;
        };
        readonly EntryPage: {
            readonly items: readonly components["schemas"]["Entry"][];
            readonly next: string | null;
            readonly position: number;
        };
        readonly Withdrawal: {
            readonly withdrawalId: components["schemas"]["WithdrawalId"];
            readonly asset: components["schemas"]["Asset"];
            readonly amount: components["schemas"]["Amount"];
            readonly reference: components["schemas"]["Reference"];
            /** @enum {string} */
            readonly status: "pending" | "approved" | "rejected";
            readonly reason?: string;
            readonly requestedAt: components["schemas"]["Timestamp"];
            readonly decidedAt?: components["schemas"]["Timestamp"];
        };
        readonly WithdrawalPage: {
            readonly items: readonly components["schemas"]["Withdrawal"][];
            readonly next: string | null;
            readonly position: number;
        };
        readonly Position: {
            readonly symbol: components["schemas"]["Symbol"];
            readonly strategy?: string;
            readonly quantity: components["schemas"]["Decimal"];
            readonly cost: components["schemas"]["Decimal"];
            readonly averagePrice?: components["schemas"]["Amount"];
            readonly realised: components["schemas"]["Decimal"];
            readonly fees: components["schemas"]["Decimal"];
            readonly mark?: {
                readonly price: components["schemas"]["Amount"];
                /** @enum {string} */
                readonly source: "last" | "mid" | "reference";
                readonly at: components["schemas"]["Timestamp"];
            };
            readonly unrealised?: components["schemas"]["Decimal"];
        };
        readonly PositionPage: {
            readonly items: readonly components["schemas"]["Position"][];
            readonly next: string | null;
            readonly position: number;
        };
        readonly Pnl: {
            readonly day: components["schemas"]["Day"];
            readonly asset: components["schemas"]["Asset"];
            readonly symbol: components["schemas"]["Symbol"];
            readonly realised: components["schemas"]["Decimal"];
            readonly fees: components["schemas"]["Decimal"];
            readonly notional: components["schemas"]["Amount"];
            readonly quantity: components["schemas"]["Decimal"];
            readonly cost: components["schemas"]["Decimal"];
            readonly mark?: {
                readonly price: components["schemas"]["Amount"];
                /** @enum {string} */
                readonly source: "last" | "mid" | "reference";
                readonly at: components["schemas"]["Timestamp"];
            };
            readonly unrealised?: components["schemas"]["Decimal"];
        };
        readonly PnlPage: {
            readonly items: readonly components["schemas"]["Pnl"][];
            readonly next: string | null;
            readonly position: number;
        };
        readonly FeeRates: {
            readonly symbol: components["schemas"]["Symbol"];
            readonly asset: components["schemas"]["Asset"];
            readonly tier: string;
            readonly makerRate: components["schemas"]["Decimal"];
            readonly takerRate: components["schemas"]["Decimal"];
            readonly volume: components["schemas"]["Amount"];
            readonly next?: {
                readonly tier: string;
                readonly makerRate: components["schemas"]["Decimal"];
                readonly takerRate: components["schemas"]["Decimal"];
                readonly minVolume: components["schemas"]["Amount"];
            };
        };
        readonly FeeRatesPage: {
            readonly items: readonly components["schemas"]["FeeRates"][];
            readonly next: string | null;
            readonly position: number;
        };
        readonly LimitUse: {
            /** @enum {string} */
            readonly measure: "openOrders" | "concentration" | "dailyLoss" | "grossNotional" | "openNotional" | "position";
            readonly asset?: components["schemas"]["Asset"];
            readonly symbol?: components["schemas"]["Symbol"];
            readonly limit: components["schemas"]["Amount"];
            readonly value?: components["schemas"]["Amount"];
        };
        readonly Risk: {
            readonly accountId: components["schemas"]["AccountId"];
            readonly ownerGroup: components["schemas"]["AccountId"];
            /** @enum {string} */
            readonly status: "open" | "reduce-only" | "closed" | "frozen";
            readonly killed: boolean;
            readonly limits: readonly {
                /** @enum {string} */
                readonly scope: "account" | "group";
                readonly limits: {
                    readonly allowedSymbols?: readonly components["schemas"]["Symbol"][];
                    readonly assets: readonly {
                        readonly asset: components["schemas"]["Asset"];
                        readonly concentration?: components["schemas"]["Amount"];
                        readonly dailyLoss?: components["schemas"]["Amount"];
                        readonly drawdown?: components["schemas"]["Amount"];
                        readonly grossNotional?: components["schemas"]["Amount"];
                        readonly openNotional?: components["schemas"]["Amount"];
                        readonly orderNotional?: components["schemas"]["Amount"];
                    }[];
                    readonly collar?: components["schemas"]["Amount"];
                    readonly duplicateWindowMs?: number;
                    readonly hard: readonly ("concentration" | "dailyLoss" | "drawdown" | "grossNotional" | "openNotional" | "position")[];
                    readonly markets: readonly {
                        readonly orderQuantity?: components["schemas"]["Amount"];
                        readonly position?: components["schemas"]["Amount"];
                        readonly symbol: components["schemas"]["Symbol"];
                    }[];
                    readonly messagesPerSecond?: number;
                    readonly openOrders?: number;
                };
                readonly uses: readonly components["schemas"]["LimitUse"][];
            }[];
            readonly position: number;
        };
        readonly Instrument: {
            readonly symbol: components["schemas"]["Symbol"];
            readonly base: components["schemas"]["Asset"];
            readonly quote: components["schemas"]["Asset"];
            readonly tick: components["schemas"]["Amount"];
            readonly lot: components["schemas"]["Amount"];
            readonly minQuantity: components["schemas"]["Amount"];
            readonly maxQuantity: components["schemas"]["Amount"];
            readonly minNotional: components["schemas"]["Amount"];
            readonly maxNotional: components["schemas"]["Amount"];
            readonly makerRate: components["schemas"]["Decimal"];
            readonly takerRate: components["schemas"]["Decimal"];
            /** @enum {string} */
            readonly selfTradePrevention: "none" | "expire-taker" | "expire-maker" | "expire-both" | "decrement";
            readonly priceBand?: {
                readonly auctionMs: number;
                readonly rate: components["schemas"]["Amount"];
                /** @enum {string} */
                readonly beyond: "reject" | "auction";
                readonly window: number;
            };
            readonly ruleset: number;
            /** @enum {string} */
            readonly state: "closed" | "pre-open" | "open" | "auction" | "halted";
            readonly auctionDueAt?: components["schemas"]["Timestamp"];
            readonly indicative?: components["schemas"]["Indicative"];
        };
        readonly InstrumentAnswer: {
            readonly symbol: components["schemas"]["Symbol"];
            readonly base: components["schemas"]["Asset"];
            readonly quote: components["schemas"]["Asset"];
            readonly tick: components["schemas"]["Amount"];
            readonly lot: components["schemas"]["Amount"];
            readonly minQuantity: components["schemas"]["Amount"];
            readonly maxQuantity: components["schemas"]["Amount"];
            readonly minNotional: components["schemas"]["Amount"];
            readonly maxNotional: components["schemas"]["Amount"];
            readonly makerRate: components["schemas"]["Decimal"];
            readonly takerRate: components["schemas"]["Decimal"];
            /** @enum {string} */
            readonly selfTradePrevention: "none" | "expire-taker" | "expire-maker" | "expire-both" | "decrement";
            readonly priceBand?: {
                readonly auctionMs: number;
                readonly rate: components["schemas"]["Amount"];
                /** @enum {string} */
                readonly beyond: "reject" | "auction";
                readonly window: number;
            };
            readonly ruleset: number;
            /** @enum {string} */
            readonly state: "closed" | "pre-open" | "open" | "auction" | "halted";
            readonly auctionDueAt?: components["schemas"]["Timestamp"];
            readonly indicative?: components["schemas"]["Indicative"];
            readonly position: number;
        };
        readonly InstrumentPage: {
            readonly items: readonly components["schemas"]["Instrument"][];
            readonly next: string | null;
            readonly position: number;
        };
        readonly Indicative: {
            readonly price?: components["schemas"]["Amount"];
            readonly quantity: components["schemas"]["Amount"];
        };
        readonly Book: {
            readonly symbol: components["schemas"]["Symbol"];
            readonly sequence: number;
            readonly bids: readonly (readonly [
                components["schemas"]["Amount"],
                components["schemas"]["Amount"]
            ])[];
            readonly asks: readonly (readonly [
                components["schemas"]["Amount"],
                components["schemas"]["Amount"]
            ])[];
            readonly position: number;
        };
        readonly Ticker: {
            readonly symbol: components["schemas"]["Symbol"];
            readonly sequence: number;
            /** @enum {string} */
            readonly state: "closed" | "pre-open" | "open" | "auction" | "halted";
            readonly bid: components["schemas"]["Amount"] | null;
            readonly ask: components["schemas"]["Amount"] | null;
            readonly last: components["schemas"]["Amount"] | null;
            readonly trades: number;
            readonly auctionDueAt?: components["schemas"]["Timestamp"];
            readonly indicative?: components["schemas"]["Indicative"];
            readonly position: number;
        };
        readonly Trade: {
            readonly tradeNumber: number;
            readonly price: components["schemas"]["Amount"];
            readonly quantity: components["schemas"]["Amount"];
            /** @enum {string} */
            readonly takerSide: "buy" | "sell";
            /** @constant */
            readonly auction?: true;
            readonly at: components["schemas"]["Timestamp"];
        };
        readonly TradePage: {
            readonly items: readonly components["schemas"]["Trade"][];
            readonly next: string | null;
            readonly position: number;
        };
        readonly Candle: {
            readonly openedAt: components["schemas"]["Timestamp"];
            readonly open: components["schemas"]["Amount"];
            readonly high: components["schemas"]["Amount"];
            readonly low: components["schemas"]["Amount"];
            readonly close: components["schemas"]["Amount"];
            readonly volume: components["schemas"]["Amount"];
            readonly notional: components["schemas"]["Amount"];
            readonly trades: number;
            readonly final: boolean;
        };
        readonly CandlePage: {
            readonly items: readonly components["schemas"]["Candle"][];
            readonly next: string | null;
            readonly position: number;
        };
        readonly Stats: {
            readonly symbol: components["schemas"]["Symbol"];
            readonly from: components["schemas"]["Timestamp"];
            readonly to: components["schemas"]["Timestamp"];
            readonly open?: components["schemas"]["Amount"];
            readonly high?: components["schemas"]["Amount"];
            readonly low?: components["schemas"]["Amount"];
            readonly last?: components["schemas"]["Amount"];
            readonly change?: components["schemas"]["Decimal"];
            readonly volume: components["schemas"]["Amount"];
            readonly notional: components["schemas"]["Amount"];
            readonly trades: number;
            readonly position: number;
        };
        readonly Time: {
            readonly time: components["schemas"]["Timestamp"];
            readonly position: number;
        };
        readonly AuditEvent: {
            /** Format: uuid */
            readonly eventId: string;
            readonly type: string;
            readonly schemaVersion: number;
            readonly stream: string;
            readonly revision: number;
            readonly hash: string;
            readonly correlationId: string;
            readonly causation?: {
                readonly stream: string;
                readonly revision: number;
            };
            readonly actor?: {
                readonly userId: string;
                readonly keyId?: string;
                readonly sessionId?: string;
                readonly requestId: string;
                readonly origin?: string;
            };
            readonly data: unknown;
            readonly position: number;
            readonly recordedAt: components["schemas"]["Timestamp"];
        };
        readonly AuditEventPage: {
            readonly items: readonly components["schemas"]["AuditEvent"][];
            readonly next: string | null;
            readonly position: number;
        };
        readonly TrailEntry: {
            readonly position: number;
            readonly at: components["schemas"]["Timestamp"];
            readonly recordedAt: components["schemas"]["Timestamp"];
            readonly stream: string;
            readonly revision: number;
            readonly type: string;
            readonly cause?: {
                readonly stream?: string;
                readonly revision?: number;
                readonly type: string;
            };
            readonly actor?: {
                readonly userId: string;
                readonly keyId?: string;
                readonly sessionId?: string;
                readonly requestId: string;
                readonly origin?: string;
            };
            readonly what: string;
            readonly data: unknown;
        };
        readonly TrailPage: {
            readonly items: readonly components["schemas"]["TrailEntry"][];
            readonly next: string | null;
            readonly position: number;
        };
        readonly Health: {
            /** @enum {string} */
            readonly status: "ready" | "not-ready";
            readonly checks: {
                readonly [key: string]: {
                    readonly ok: boolean;
                    readonly detail?: string;
                    /** @constant */
                    readonly optional?: true;
                };
            };
            readonly name: string;
            readonly uptimeSeconds: number;
        };
        readonly Readiness: {
            /** @enum {string} */
            readonly status: "ready" | "not-ready";
            readonly checks: {
                readonly [key: string]: {
                    readonly ok: boolean;
                    readonly detail?: string;
                    /** @constant */
                    readonly optional?: true;
                };
            };
        };
        readonly Liveness: {
            /** @constant */
            readonly status: "alive";
        };
        readonly InterfaceDocument: {
            readonly [key: string]: unknown;
        };
        readonly Email: string;
        readonly KeyId: string;
        readonly SessionId: string;
        readonly RegisterUser: {
            readonly email: components["schemas"]["Email"];
            readonly password: string;
        };
        readonly VerifyEmail: {
            readonly token: string;
            readonly password: string;
        };
        readonly RequestPasswordReset: {
            readonly email: components["schemas"]["Email"];
        };
        readonly ResetPassword: {
            readonly token: string;
            readonly password: string;
        };
        readonly ChangePassword: {
            readonly password: string;
            readonly newPassword: string;
        };
        readonly SignIn: {
            readonly email: components["schemas"]["Email"];
            readonly password: string;
            readonly code?: string;
            readonly device?: string;
        };
        readonly RefreshSession: {
            readonly refreshToken: string;
        };
        readonly StepUp: {
            readonly code: string;
        };
        readonly PrepareSecondFactor: {
            readonly password: string;
        };
        readonly SecondFactorCode: {
            readonly code: string;
        };
        readonly CreateKey: {
            /** @enum {string} */
            readonly kind: "bearer" | "ed25519" | "hmac-sha256";
            readonly name?: string;
            readonly scopes: readonly ("read" | "trade" | "transfer" | "manage")[];
            readonly accountId?: components["schemas"]["AccountId"];
            readonly networks?: readonly (string)[];
            readonly expiresAt?: components["schemas"]["TimeInput"];
            readonly publicKey?: string;
        };
        readonly RegisterProgram: {
            readonly userId: components["schemas"]["AccountId"];
        };
        readonly ChangeRoles: {
            readonly roles: readonly ("account-manager" | "admin" | "analyst" | "auditor" | "market-operator" | "payments" | "risk-officer" | "support")[];
        };
        readonly ChangeUserStatus: {
            /** @enum {string} */
            readonly status: "active" | "disabled";
            readonly reason: string & (unknown & unknown);
        };
        readonly GrantAccess: {
            readonly userId: components["schemas"]["AccountId"];
            /** @enum {string} */
            readonly access: "viewer" | "trader" | "owner";
        };
        readonly IdentityAnswer: {
            readonly receipt: components["schemas"]["Receipt"];
            readonly position: number;
        };
        readonly MailAnswer: {
            /** @constant */
            readonly status: "mailed";
        };
        readonly ResetAnswer: {
            /** @constant */
            readonly status: "changed";
        };
        readonly Tokens: {
            readonly userId: components["schemas"]["AccountId"];
            readonly sessionId: components["schemas"]["SessionId"];
            /** @constant */
            readonly tokenType: "Bearer";
            readonly accessToken: string;
            readonly expiresIn: number;
            readonly refreshToken: string;
            readonly sessionExpiresAt: components["schemas"]["Timestamp"];
        };
        readonly UserSessions: {
            readonly items: readonly {
                readonly sessionId: components["schemas"]["SessionId"];
                readonly current: boolean;
                readonly startedAt: components["schemas"]["Timestamp"];
                readonly refreshedAt: components["schemas"]["Timestamp"];
                readonly expiresAt: components["schemas"]["Timestamp"];
                readonly steppedUpAt?: components["schemas"]["Timestamp"];
                readonly device?: string;
                readonly address?: string;
            }[];
        };
        readonly Key: {
            readonly keyId: components["schemas"]["KeyId"];
            /** @enum {string} */
            readonly kind: "bearer" | "ed25519" | "hmac-sha256";
            readonly name?: string;
            readonly scopes: readonly ("read" | "trade" | "transfer" | "manage")[];
            readonly accountId?: components["schemas"]["AccountId"];
            readonly networks?: readonly (string)[];
            readonly createdAt: components["schemas"]["Timestamp"];
            readonly expiresAt?: components["schemas"]["Timestamp"];
            readonly publicKey?: string;
        };
        readonly Keys: {
            readonly items: readonly components["schemas"]["Key"][];
        };
        readonly NewKey: {
            readonly keyId: components["schemas"]["KeyId"];
            /** @enum {string} */
            readonly kind: "bearer" | "ed25519" | "hmac-sha256";
            readonly name?: string;
            readonly scopes: readonly ("read" | "trade" | "transfer" | "manage")[];
            readonly accountId?: components["schemas"]["AccountId"];
            readonly networks?: readonly (string)[];
            readonly createdAt: components["schemas"]["Timestamp"];
            readonly expiresAt?: components["schemas"]["Timestamp"];
            readonly publicKey?: string;
            readonly token?: string;
            readonly secret?: string;
            readonly receipt: components["schemas"]["Receipt"];
            readonly position: number;
        };
        readonly User: {
            readonly userId: components["schemas"]["AccountId"];
            /** @enum {string} */
            readonly status: "active" | "disabled" | "erased";
            readonly registeredAt: components["schemas"]["Timestamp"];
            readonly email?: string;
            readonly emailVerified: boolean;
            readonly roles: readonly ("account-manager" | "admin" | "analyst" | "auditor" | "market-operator" | "payments" | "risk-officer" | "support")[];
            readonly accounts: readonly {
                readonly accountId: components["schemas"]["AccountId"];
                /** @enum {string} */
                readonly access: "viewer" | "trader" | "owner";
            }[];
            readonly secondFactor: boolean;
        };
        readonly AccountAccess: {
            readonly items: readonly {
                readonly userId: components["schemas"]["AccountId"];
                /** @enum {string} */
                readonly access: "viewer" | "trader" | "owner";
            }[];
        };
        readonly NewSecondFactor: {
            readonly secret: string;
            readonly uri: string;
        };
        readonly RecoveryCodes: {
            readonly recoveryCodes: readonly string[];
            readonly receipt: components["schemas"]["Receipt"];
            readonly position: number;
        };
        readonly TokenKeys: {
            readonly keys: readonly {
                /** @constant */
                readonly kty: "OKP";
                /** @constant */
                readonly crv: "Ed25519";
                /** @constant */
                readonly use: "sig";
                /** @constant */
                readonly alg: "EdDSA";
                readonly kid: string;
                readonly x: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly listOrders: {
        readonly parameters: {
            readonly query?: {
                readonly symbol?: components["schemas"]["Symbol"];
                readonly status?: "pending" | "open" | "filled" | "cancelled" | "rejected" | "expired" | "unfinished";
                readonly clientOrderId?: components["schemas"]["ClientOrderId"];
                readonly from?: components["schemas"]["TimeInput"];
                readonly to?: components["schemas"]["TimeInput"];
                readonly cursor?: string;
                readonly limit?: number;
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "Account-Id"?: components["schemas"]["AccountId"];
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderRowPage"];
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly placeOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Account-Id"?: components["schemas"]["AccountId"];
                readonly Prefer?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PlaceOrder"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderAnswer"];
                };
            };
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_CLOSED" | "ACCOUNT_FROZEN" | "ACCOUNT_NOT_FOUND" | "ACCOUNT_REDUCE_ONLY" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "LEDGER_ASSET_DELISTED" | "ORDER_DISPLAY_QUANTITY" | "ORDER_DUPLICATE_ID" | "ORDER_EXPIRY" | "ORDER_LOT_SIZE" | "ORDER_NOTIONAL_TOO_LARGE" | "ORDER_NOTIONAL_TOO_SMALL" | "ORDER_PRICE_BOUNDS" | "ORDER_QUANTITY_TOO_LARGE" | "ORDER_QUANTITY_TOO_SMALL" | "ORDER_QUOTE_QUANTITY" | "ORDER_TERMS" | "ORDER_TICK_SIZE" | "ORDER_UNKNOWN_SYMBOL" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "RISK_DAILY_LOSS" | "RISK_DUPLICATE_ORDER" | "RISK_GROSS_NOTIONAL" | "RISK_INSUFFICIENT_FUNDS" | "RISK_KILL_SWITCH" | "RISK_MESSAGE_RATE" | "RISK_ORDER_NOTIONAL" | "RISK_ORDER_QUANTITY" | "RISK_POSITION_LIMIT" | "RISK_PRICE_COLLAR" | "RISK_REFERENCE_PRICE_MISSING" | "RISK_SYMBOL_NOT_ALLOWED" | "RISK_TOO_MANY_OPEN_ORDERS" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly cancelOrders: {
        readonly parameters: {
            readonly query?: {
                readonly symbol?: components["schemas"]["Symbol"];
            };
            readonly header?: {
                readonly "Account-Id"?: components["schemas"]["AccountId"];
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_CLOSED" | "ACCOUNT_FROZEN" | "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "ORDER_UNKNOWN_SYMBOL" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly placeOco: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Account-Id"?: components["schemas"]["AccountId"];
                readonly Prefer?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PlaceOco"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OcoAnswer"];
                };
            };
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OcoAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_CLOSED" | "ACCOUNT_FROZEN" | "ACCOUNT_NOT_FOUND" | "ACCOUNT_REDUCE_ONLY" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "LEDGER_ASSET_DELISTED" | "ORDER_DISPLAY_QUANTITY" | "ORDER_DUPLICATE_ID" | "ORDER_EXPIRY" | "ORDER_LOT_SIZE" | "ORDER_NOTIONAL_TOO_LARGE" | "ORDER_NOTIONAL_TOO_SMALL" | "ORDER_PRICE_BOUNDS" | "ORDER_QUANTITY_TOO_LARGE" | "ORDER_QUANTITY_TOO_SMALL" | "ORDER_QUOTE_QUANTITY" | "ORDER_TERMS" | "ORDER_TICK_SIZE" | "ORDER_UNKNOWN_SYMBOL" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "RISK_DAILY_LOSS" | "RISK_DUPLICATE_ORDER" | "RISK_GROSS_NOTIONAL" | "RISK_INSUFFICIENT_FUNDS" | "RISK_KILL_SWITCH" | "RISK_MESSAGE_RATE" | "RISK_ORDER_NOTIONAL" | "RISK_ORDER_QUANTITY" | "RISK_POSITION_LIMIT" | "RISK_PRICE_COLLAR" | "RISK_REFERENCE_PRICE_MISSING" | "RISK_SYMBOL_NOT_ALLOWED" | "RISK_TOO_MANY_OPEN_ORDERS" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly testOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Account-Id"?: components["schemas"]["AccountId"];
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PlaceOrder"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TestAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_CLOSED" | "ACCOUNT_FROZEN" | "ACCOUNT_NOT_FOUND" | "ACCOUNT_REDUCE_ONLY" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "LEDGER_ASSET_DELISTED" | "ORDER_DISPLAY_QUANTITY" | "ORDER_DUPLICATE_ID" | "ORDER_EXPIRY" | "ORDER_LOT_SIZE" | "ORDER_NOTIONAL_TOO_LARGE" | "ORDER_NOTIONAL_TOO_SMALL" | "ORDER_PRICE_BOUNDS" | "ORDER_QUANTITY_TOO_LARGE" | "ORDER_QUANTITY_TOO_SMALL" | "ORDER_QUOTE_QUANTITY" | "ORDER_TERMS" | "ORDER_TICK_SIZE" | "ORDER_UNKNOWN_SYMBOL" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "RISK_DAILY_LOSS" | "RISK_DUPLICATE_ORDER" | "RISK_GROSS_NOTIONAL" | "RISK_INSUFFICIENT_FUNDS" | "RISK_KILL_SWITCH" | "RISK_MESSAGE_RATE" | "RISK_ORDER_NOTIONAL" | "RISK_ORDER_QUANTITY" | "RISK_POSITION_LIMIT" | "RISK_PRICE_COLLAR" | "RISK_REFERENCE_PRICE_MISSING" | "RISK_SYMBOL_NOT_ALLOWED" | "RISK_TOO_MANY_OPEN_ORDERS" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly placeOrders: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Account-Id"?: components["schemas"]["AccountId"];
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OrderBatch"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BatchAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly readOrder: {
        readonly parameters: {
            readonly query?: {
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly orderId: components["schemas"]["OrderId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderRowAnswer"];
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "ORDER_NOT_FOUND" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly cancelOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Account-Id"?: components["schemas"]["AccountId"];
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly Prefer?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly orderId: components["schemas"]["OrderId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderAnswer"];
                };
            };
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_CLOSED" | "ACCOUNT_FROZEN" | "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "ORDER_CLOSED" | "ORDER_NOT_FOUND" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly replaceOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Account-Id"?: components["schemas"]["AccountId"];
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly Prefer?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly orderId: components["schemas"]["OrderId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReplaceOrder"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderAnswer"];
                };
            };
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_CLOSED" | "ACCOUNT_FROZEN" | "ACCOUNT_NOT_FOUND" | "ACCOUNT_REDUCE_ONLY" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "ORDER_CLOSED" | "ORDER_DISPLAY_QUANTITY" | "ORDER_LOT_SIZE" | "ORDER_NOTIONAL_TOO_LARGE" | "ORDER_NOTIONAL_TOO_SMALL" | "ORDER_NOT_FOUND" | "ORDER_NOT_REPLACEABLE" | "ORDER_PRICE_BOUNDS" | "ORDER_QUANTITY_TOO_LARGE" | "ORDER_QUANTITY_TOO_SMALL" | "ORDER_REPLACE_BELOW_FILLED" | "ORDER_TICK_SIZE" | "ORDER_UNKNOWN_SYMBOL" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "RISK_DAILY_LOSS" | "RISK_GROSS_NOTIONAL" | "RISK_INSUFFICIENT_FUNDS" | "RISK_KILL_SWITCH" | "RISK_MESSAGE_RATE" | "RISK_ORDER_NOTIONAL" | "RISK_ORDER_QUANTITY" | "RISK_POSITION_LIMIT" | "RISK_PRICE_COLLAR" | "RISK_REFERENCE_PRICE_MISSING" | "RISK_SYMBOL_NOT_ALLOWED" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly openAccount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OpenAccount"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_EXISTS" | "ACCOUNT_UNKNOWN_GROUP" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly deposit: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly id: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MoveFunds"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_CLOSED" | "ACCOUNT_FROZEN" | "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "LEDGER_AMOUNT" | "LEDGER_ASSET_DELISTED" | "LEDGER_DUPLICATE_REFERENCE" | "LEDGER_UNKNOWN_ASSET" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly listWithdrawals: {
        readonly parameters: {
            readonly query?: {
                readonly status?: "pending" | "approved" | "rejected";
                readonly from?: components["schemas"]["TimeInput"];
                readonly to?: components["schemas"]["TimeInput"];
                readonly cursor?: string;
                readonly limit?: number;
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly id: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WithdrawalPage"];
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly requestWithdrawal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly id: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MoveFunds"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_CLOSED" | "ACCOUNT_FROZEN" | "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "LEDGER_AMOUNT" | "LEDGER_DUPLICATE_REFERENCE" | "LEDGER_UNKNOWN_ASSET" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "RISK_INSUFFICIENT_FUNDS" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly approveWithdrawal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly id: components["schemas"]["AccountId"];
                readonly withdrawalId: components["schemas"]["WithdrawalId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Nothing"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_CLOSED" | "ACCOUNT_FROZEN" | "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "LEDGER_SAME_PERSON" | "LEDGER_WITHDRAWAL_NOT_FOUND" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly rejectWithdrawal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly id: components["schemas"]["AccountId"];
                readonly withdrawalId: components["schemas"]["WithdrawalId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Reason"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_CLOSED" | "ACCOUNT_FROZEN" | "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "LEDGER_WITHDRAWAL_NOT_FOUND" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly transfer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly id: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TransferFunds"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_CLOSED" | "ACCOUNT_FROZEN" | "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "LEDGER_AMOUNT" | "LEDGER_ASSET_DELISTED" | "LEDGER_DUPLICATE_REFERENCE" | "LEDGER_SAME_ACCOUNT" | "LEDGER_UNKNOWN_ASSET" | "LEDGER_UNKNOWN_RECIPIENT" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "RISK_INSUFFICIENT_FUNDS" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly changeStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly id: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeStatus"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_CLOSED" | "ACCOUNT_FROZEN" | "ACCOUNT_NOT_EMPTY" | "ACCOUNT_NOT_FOUND" | "ACCOUNT_STATUS" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly setLimits: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly id: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SetLimits"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_CLOSED" | "ACCOUNT_FROZEN" | "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "LIMITS_INVALID" | "LIMITS_NOT_LEADER" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly turnAccountKillSwitch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly id: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SetKillSwitch"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_CLOSED" | "ACCOUNT_FROZEN" | "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "KILL_SWITCH_NOT_TRIPPED" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly cancelOnSilence: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly id: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CancelOnSilence"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_CLOSED" | "ACCOUNT_FROZEN" | "ACCOUNT_NOT_FOUND" | "ACCOUNT_SILENCE_TIMEOUT" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly listFills: {
        readonly parameters: {
            readonly query?: {
                readonly symbol?: components["schemas"]["Symbol"];
                readonly orderId?: components["schemas"]["OrderId"];
                readonly from?: components["schemas"]["TimeInput"];
                readonly to?: components["schemas"]["TimeInput"];
                readonly cursor?: string;
                readonly limit?: number;
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "Account-Id"?: components["schemas"]["AccountId"];
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FillPage"];
                    readonly "text/csv": string;
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly listBalances: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: components["schemas"]["Asset"];
                readonly limit?: number;
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly id: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BalancePage"];
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly listEntries: {
        readonly parameters: {
            readonly query?: {
                readonly asset?: components["schemas"]["Asset"];
                readonly from?: components["schemas"]["TimeInput"];
                readonly to?: components["schemas"]["TimeInput"];
                readonly cursor?: string;
                readonly limit?: number;
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly id: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EntryPage"];
                    readonly "text/csv": string;
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly listPositions: {
        readonly parameters: {
            readonly query?: {
                readonly by?: "strategy";
                readonly cursor?: string;
                readonly limit?: number;
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly id: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PositionPage"];
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly listPnl: {
        readonly parameters: {
            readonly query?: {
                readonly from?: components["schemas"]["Day"];
                readonly to?: components["schemas"]["Day"];
                readonly cursor?: string;
                readonly limit?: number;
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly id: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PnlPage"];
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly listFeeRates: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: components["schemas"]["Symbol"];
                readonly limit?: number;
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly id: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FeeRatesPage"];
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly readRisk: {
        readonly parameters: {
            readonly query?: {
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly id: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Risk"];
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly listInstruments: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: components["schemas"]["Symbol"];
                readonly limit?: number;
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstrumentPage"];
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_REQUIRED" | "AUTH_SIGNATURE" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly listInstrument: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ListInstrument"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "INSTRUMENT_BOUNDS" | "INSTRUMENT_EXISTS" | "INSTRUMENT_TICK_LOT" | "INSTRUMENT_UNKNOWN_ASSET" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly readInstrument: {
        readonly parameters: {
            readonly query?: {
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly symbol: components["schemas"]["Symbol"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstrumentAnswer"];
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_REQUIRED" | "AUTH_SIGNATURE" | "INSTRUMENT_NOT_FOUND" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly readBook: {
        readonly parameters: {
            readonly query?: {
                readonly depth?: number;
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly symbol: components["schemas"]["Symbol"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Book"];
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_REQUIRED" | "AUTH_SIGNATURE" | "INSTRUMENT_NOT_FOUND" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly readTicker: {
        readonly parameters: {
            readonly query?: {
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly symbol: components["schemas"]["Symbol"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Ticker"];
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_REQUIRED" | "AUTH_SIGNATURE" | "INSTRUMENT_NOT_FOUND" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly listTrades: {
        readonly parameters: {
            readonly query?: {
                readonly from?: components["schemas"]["TimeInput"];
                readonly to?: components["schemas"]["TimeInput"];
                readonly cursor?: string;
                readonly limit?: number;
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly symbol: components["schemas"]["Symbol"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TradePage"];
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_REQUIRED" | "AUTH_SIGNATURE" | "INSTRUMENT_NOT_FOUND" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly listCandles: {
        readonly parameters: {
            readonly query?: {
                readonly interval?: "1s" | "1m" | "5m" | "15m" | "1h" | "4h" | "1d" | "1w";
                readonly from?: components["schemas"]["TimeInput"];
                readonly to?: components["schemas"]["TimeInput"];
                readonly cursor?: string;
                readonly limit?: number;
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly symbol: components["schemas"]["Symbol"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CandlePage"];
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_REQUIRED" | "AUTH_SIGNATURE" | "INSTRUMENT_NOT_FOUND" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly readStats: {
        readonly parameters: {
            readonly query?: {
                readonly at?: components["schemas"]["TimeInput"];
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly symbol: components["schemas"]["Symbol"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Stats"];
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_REQUIRED" | "AUTH_SIGNATURE" | "INSTRUMENT_NOT_FOUND" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly readTime: {
        readonly parameters: {
            readonly query?: {
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Time"];
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_REQUIRED" | "AUTH_SIGNATURE" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly listAsset: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ListAsset"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ASSET_EXISTS" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly delistAsset: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly asset: components["schemas"]["Asset"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Reason"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ASSET_DELISTED" | "ASSET_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly callAuction: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly symbol: components["schemas"]["Symbol"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CallAuction"];
            };
        };
        readonly responses: {
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "INSTRUMENT_NOT_FOUND" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly closeMarket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly symbol: components["schemas"]["Symbol"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["Nothing"];
            };
        };
        readonly responses: {
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "INSTRUMENT_NOT_FOUND" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly haltMarket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly symbol: components["schemas"]["Symbol"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["Nothing"];
            };
        };
        readonly responses: {
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "INSTRUMENT_NOT_FOUND" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly openMarket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly symbol: components["schemas"]["Symbol"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["Nothing"];
            };
        };
        readonly responses: {
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "INSTRUMENT_NOT_FOUND" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly preOpenMarket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly symbol: components["schemas"]["Symbol"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["Nothing"];
            };
        };
        readonly responses: {
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "INSTRUMENT_NOT_FOUND" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly resumeMarket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly symbol: components["schemas"]["Symbol"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["Nothing"];
            };
        };
        readonly responses: {
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "INSTRUMENT_NOT_FOUND" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly turnMarketKillSwitch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly symbol: components["schemas"]["Symbol"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SetKillSwitch"];
            };
        };
        readonly responses: {
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "INSTRUMENT_NOT_FOUND" | "KILL_SWITCH_NOT_TRIPPED" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly changeFees: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly symbol: components["schemas"]["Symbol"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeFees"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "INSTRUMENT_BOUNDS" | "INSTRUMENT_NOT_FOUND" | "INSTRUMENT_TICK_LOT" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly turnKillSwitch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SetKillSwitch"];
            };
        };
        readonly responses: {
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "KILL_SWITCH_NOT_TRIPPED" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly adoptRuleset: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AdoptRuleset"];
            };
        };
        readonly responses: {
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "RULESET_UNKNOWN" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly proposeCorrection: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProposeCorrection"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "CORRECTION_AMOUNT" | "CORRECTION_TRADE_CORRECTED" | "CORRECTION_TRADE_NOT_FOUND" | "LEDGER_UNKNOWN_ASSET" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly approveCorrection: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly correctionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["Nothing"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "CORRECTION_DECIDED" | "CORRECTION_NOT_FOUND" | "CORRECTION_SAME_PERSON" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly rejectCorrection: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Idempotency-Key"?: components["schemas"]["Reference"];
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly correctionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Reason"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "CORRECTION_DECIDED" | "CORRECTION_NOT_FOUND" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_KEY_REUSED" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly listEvents: {
        readonly parameters: {
            readonly query?: {
                readonly stream?: string;
                readonly after?: number;
                readonly limit?: number;
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AuditEventPage"];
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly readTrail: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
                readonly minPosition?: number;
            };
            readonly header?: {
                readonly "If-None-Match"?: string;
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly orderId: components["schemas"]["OrderId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TrailPage"];
                };
            };
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "ORDER_NOT_FOUND" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_BEHIND" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly registerUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RegisterUser"];
            };
        };
        readonly responses: {
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MailAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_BUSY" | "AUTH_PASSWORD_WEAK" | "AUTH_REQUIRED" | "AUTH_SIGNATURE" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly verifyEmail: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["VerifyEmail"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IdentityAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_BUSY" | "AUTH_REQUIRED" | "AUTH_SIGNATURE" | "AUTH_SIGN_IN_FAILED" | "AUTH_TOKEN_INVALID" | "AUTH_TOO_MANY_ATTEMPTS" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly requestPasswordReset: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RequestPasswordReset"];
            };
        };
        readonly responses: {
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MailAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_REQUIRED" | "AUTH_SIGNATURE" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly resetPassword: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ResetPassword"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ResetAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_BUSY" | "AUTH_PASSWORD_WEAK" | "AUTH_REQUIRED" | "AUTH_SIGNATURE" | "AUTH_TOKEN_INVALID" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly listSessions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UserSessions"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly signIn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SignIn"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Tokens"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_BUSY" | "AUTH_EMAIL_UNVERIFIED" | "AUTH_REQUIRED" | "AUTH_SECOND_FACTOR_CODE" | "AUTH_SECOND_FACTOR_REQUIRED" | "AUTH_SIGNATURE" | "AUTH_SIGN_IN_FAILED" | "AUTH_TOO_MANY_ATTEMPTS" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly endSessions: {
        readonly parameters: {
            readonly query?: {
                readonly keep?: "current";
            };
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IdentityAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly refreshSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RefreshSession"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Tokens"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_REQUIRED" | "AUTH_SIGNATURE" | "AUTH_TOKEN_INVALID" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly readTokenKeys: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TokenKeys"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_REQUIRED" | "AUTH_SIGNATURE" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly readMe: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["User"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly endSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly sessionId: "current" | string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IdentityAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_NOT_FOUND" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly stepUp: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["StepUp"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IdentityAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SECOND_FACTOR_CODE" | "AUTH_SECOND_FACTOR_STATE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "AUTH_TOO_MANY_ATTEMPTS" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly changePassword: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangePassword"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IdentityAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_BUSY" | "AUTH_FORBIDDEN" | "AUTH_PASSWORD_WEAK" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_SIGN_IN_FAILED" | "AUTH_STEP_UP_REQUIRED" | "AUTH_TOO_MANY_ATTEMPTS" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly prepareSecondFactor: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PrepareSecondFactor"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NewSecondFactor"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_BUSY" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SECOND_FACTOR_STATE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_SIGN_IN_FAILED" | "AUTH_STEP_UP_REQUIRED" | "AUTH_TOO_MANY_ATTEMPTS" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly enableSecondFactor: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SecondFactorCode"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SECOND_FACTOR_CODE" | "AUTH_SECOND_FACTOR_STATE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly disableSecondFactor: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SecondFactorCode"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IdentityAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SECOND_FACTOR_CODE" | "AUTH_SECOND_FACTOR_STATE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "AUTH_TOO_MANY_ATTEMPTS" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly listKeys: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Keys"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly createKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateKey"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NewKey"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_KEY_NOT_FOUND" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "AUTH_TOO_MANY" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly revokeKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly keyId: components["schemas"]["KeyId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IdentityAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_KEY_NOT_FOUND" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly registerProgram: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RegisterProgram"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IdentityAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "AUTH_USER_EXISTS" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly readUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly userId: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["User"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "AUTH_USER_NOT_FOUND" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly eraseUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly userId: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IdentityAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_OWN_RIGHTS" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly changeRoles: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly userId: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeRoles"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IdentityAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_OWN_RIGHTS" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly changeUserStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly userId: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeUserStatus"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IdentityAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_OWN_RIGHTS" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly listUserSessions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly userId: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UserSessions"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "AUTH_USER_NOT_FOUND" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly endUserSessions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly userId: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IdentityAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly listUserKeys: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly userId: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Keys"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "AUTH_USER_NOT_FOUND" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly createProgramKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly userId: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateKey"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NewKey"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_KEY_NOT_FOUND" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "AUTH_TOO_MANY" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly revokeUserKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly userId: components["schemas"]["AccountId"];
                readonly keyId: components["schemas"]["KeyId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IdentityAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_KEY_NOT_FOUND" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly listAccess: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly id: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AccountAccess"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly grantAccess: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly id: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["GrantAccess"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IdentityAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_HAS_OWNER" | "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_OWN_RIGHTS" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "AUTH_TOO_MANY" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_BODY_TOO_LARGE" | "REQUEST_DIGEST" | "REQUEST_DUPLICATE_KEY" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_INVALID_UTF8" | "REQUEST_MALFORMED_HTTP" | "REQUEST_MALFORMED_JSON" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_TOO_DEEP" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly withdrawAccess: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path: {
                readonly id: components["schemas"]["AccountId"];
                readonly userId: components["schemas"]["AccountId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IdentityAnswer"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_HAS_OWNER" | "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_OWN_RIGHTS" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "AUTH_USER_NOT_FOUND" | "AUTH_USER_STATUS" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "REQUEST_UNSUPPORTED_MEDIA_TYPE" | "SERVICE_DEADLINE" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE" | "SERVICE_UNKNOWN_OUTCOME";
                    };
                };
            };
        };
    };
    readonly readHealth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Health"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly readReadiness: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly readLiveness: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Liveness"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly readMetrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly readOpenApi: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InterfaceDocument"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_REQUIRED" | "AUTH_SIGNATURE" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly readAsyncApi: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InterfaceDocument"];
                };
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_REQUIRED" | "AUTH_SIGNATURE" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly openStream: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 101: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SIGNATURE" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    readonly openSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Account-Id"?: components["schemas"]["AccountId"];
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 101: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        readonly code: "ACCOUNT_NOT_FOUND" | "AUTH_FORBIDDEN" | "AUTH_REQUIRED" | "AUTH_SCOPE" | "AUTH_SESSION_ONLY" | "AUTH_SIGNATURE" | "AUTH_STEP_UP_REQUIRED" | "REQUEST_EXPECTATION" | "REQUEST_HEADERS_TOO_LARGE" | "REQUEST_INVALID" | "REQUEST_MALFORMED_HTTP" | "REQUEST_RATE_LIMITED" | "REQUEST_ROUTE_NOT_FOUND" | "REQUEST_TIMEOUT" | "REQUEST_UNKNOWN_FIELD" | "SERVICE_INTERNAL" | "SERVICE_OVERLOADED" | "SERVICE_UNAVAILABLE";
                    };
                };
            };
        };
    };
}
