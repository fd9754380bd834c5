/** A mistake to be planted: in a file of the engine, what stands there once, and what it becomes. */
export type Bug = readonly [file: string, title: string, from: string, to: string];

/** No two of them do the same, and each changes what the engine does. */
export const BUGS: readonly Bug[] = [
  [
    'ladder.ts',
    'dropping empty levels leaves links to them',
    `kept.insert(this.#rankOf(levelNumbers[(level << 2) | LEVEL_PRICE] as number), level);
      levelInts[(level << 3) | WORSE] = worse;`,
    'kept.insert(this.#rankOf(levelNumbers[(level << 2) | LEVEL_PRICE] as number), level);',
  ],
  [
    'ladder.ts',
    'dropEmpty not closing',
    `        this.#close(level);
        continue;`,
    '        continue;',
  ],
  ['ladder.ts', 'dropEmpty keeps ranked', '    this.#ranked = kept;', '    void kept;'],
  ['ladder.ts', 'mostLots', 'if (lots > this.#mostLots) this.#mostLots = lots;', ''],
  [
    'ladder.ts',
    'unrest newest',
    'if (newer === NONE) levelInts[(level << 3) | NEWEST] = older;',
    'if (newer === NONE) levelInts[(level << 3) | NEWEST] = NONE;',
  ],
  [
    'ladder.ts',
    'pop missing',
    `        this.#ranked.pop();
`,
    '',
  ],
  ['ladder.ts', 'only one popped', 'while (this.best !== NONE &&', 'if (this.best !== NONE &&'],
  ['ladder.ts', 'alloc growth copy', '      numbers.set(this.levelNumbers);', ''],
  [
    'ranked-levels.ts',
    'split half',
    'upper.size = BLOCK - half;',
    'upper.size = BLOCK - half - 1;',
  ],
  [
    'ranked-levels.ts',
    'split choose',
    'if (rank > (upper.ranks[0] as number)) {',
    'if (rank > (upper.ranks[1] as number)) {',
  ],
  [
    'ranked-levels.ts',
    `next block's first`,
    'this.#blocks[b + 1]?.levels[0]) ?? NONE',
    'undefined) ?? NONE',
  ],
  [
    'ranked-levels.ts',
    'near not cleared',
    'if (this.#nearRanks[near] === rank) this.#nearRanks[near] = 0;',
    '',
  ],
  [
    'ranked-levels.ts',
    'near cleared always wrong',
    `return this.#nearRanks[near] === rank
`,
    `return this.#nearRanks[near] !== 0
`,
  ],
  ['ranked-levels.ts', 'block pop', 'if (block.size === 0 && blocks.length > 1) blocks.pop();', ''],
  [
    'accounts.ts',
    'own place not moved',
    `      this.#orders.ints[(slot << 4) | OWN_PLACE] = length;
      length += 1;
    }
    this.#slots`,
    `      length += 1;
    }
    this.#slots`,
  ],
  ['accounts.ts', 'count', '    this.#count -= 1;', ''],
  ['accounts.ts', 'gaps kept', 'if (slot === NONE) continue;', ''],
  ['order-index.ts', 'no back shift', '      hole = at;', '      hole = at; break;'],
  [
    'order-index.ts',
    'shift condition',
    'if (((at - home) & mask) < ((at - hole) & mask)) continue;',
    'if (at - home < at - hole) continue;',
  ],
  [
    'order-index.ts',
    'always shift',
    'if (((at - home) & mask) < ((at - hole) & mask)) continue;',
    '',
  ],
  ['order-index.ts', 'account ignored', 'ints[(slot << 4) | ACCOUNT] === account', 'true'],
  [
    'order-index.ts',
    'grow home',
    `      while (entries[(at << 1) | 1] !== 0) at = (at + 1) & mask;
      entries[at`,
    '      entries[at',
  ],
  ['match.ts', 'holds strict', 'return missing <= 0;', 'return missing < 0;'],
  ['match.ts', 'crosses strict', 'price >= limit;', 'price > limit;'],
  ['replace.ts', 'kept strict', 'quantity <= total;', 'quantity < total;'],
  ['replace.ts', 'below filled', 'if (quantity <= filled)', 'if (quantity < filled)'],
  [
    'place.ts',
    'bounds order',
    'priceRejection(limit) || quantityRejection(market, quantity)',
    'quantityRejection(market, quantity) || priceRejection(limit)',
  ],
  [
    'place.ts',
    'dup slot leak',
    `    market.orders.free(slot);
    reject(market, ORDER_DUPLICATE_ID)`,
    '    reject(market, ORDER_DUPLICATE_ID)',
  ],
  ['place.ts', 'min', 'quantity < instrument.minQuantity', 'quantity < 1'],
  [
    'apply.ts',
    'relist ignored',
    '      market.instrument = input.instrument;',
    '      market.instrument ??= input.instrument;',
  ],
  [
    'apply.ts',
    'symbol',
    'if (input.symbol !== undefined && input.symbol !== market.symbol) return;',
    '',
  ],
  ['apply.ts', 'own id', ' && orderIdOf(accountId, place.revision) === orderId', ''],
  [
    'cancel.ts',
    'cancel without free',
    `    market.orders.free(slot);
`,
    '',
  ],
  [
    'tape.ts',
    'tape growth',
    `      rows.set(this.rows);
`,
    '',
  ],
  [
    'outcomes.ts',
    'rates swapped',
    'sideOfTrade(market, number(1), MAKER_RATE',
    'sideOfTrade(market, number(1), TAKER_RATE',
  ],
  [
    'match.ts',
    'never stops at the limit',
    `    if (!crosses(side, limit, price)) break;
`,
    '',
  ],
  [
    'match.ts',
    'trades at the price of the taker',
    '    rows[at + 3] = price;',
    '    rows[at + 3] = limit;',
  ],
  [
    'match.ts',
    'trades all of the maker',
    'const lots = Math.min(left,',
    'const lots = Math.max(0 * left,',
  ],
  [
    'match.ts',
    'the maker is not taken out',
    `      withdraw(market, maker);
`,
    '',
  ],
  [
    'match.ts',
    'the maker stays live',
    `      forget(market, maker);
`,
    '',
  ],
  ['match.ts', 'trade numbers begin at 0', '++market.lastTradeNumber', 'market.lastTradeNumber++'],
  [
    'match.ts',
    'says what was left of the maker before',
    'rows[at + 6] = makerLeft;',
    'rows[at + 6] = makerLeft + lots;',
  ],
  [
    'match.ts',
    'the taker keeps its lots',
    `  numbers[(taker << 3) | REMAINING] = left;
`,
    '',
  ],
  [
    'match.ts',
    'fill-or-kill looks at one level',
    `    level = levelInts[(level << 3) | WORSE] as number;
  }
  return missing`,
    `    level = NONE;
  }
  return missing`,
  ],
  [
    'match.ts',
    'fill-or-kill looks beyond the limit',
    `    if (!crosses(side, limit, levelNumbers[(level << 2) | LEVEL_PRICE] as number)) break;
`,
    '',
  ],
  ['place.ts', 'post-only is forgotten', 'if (postOnly && would', 'if (!postOnly && would'],
  ['place.ts', 'fill-or-kill is forgotten', 'if (fillOrKill && !holds', 'if (fillOrKill && holds'],
  [
    'place.ts',
    'immediate orders rest',
    'else if (mayRest) enter',
    'else if (mayRest || left > 0) enter',
  ],
  [
    'place.ts',
    'what is filled stays live',
    'if (left === 0) forget(market, slot);',
    'if (left === 0) market.orders.free(slot);',
  ],
  [
    'place.ts',
    'order numbers are not counted',
    '= ++market.lastOrderNumber',
    '= market.lastOrderNumber',
  ],
  [
    'place.ts',
    'a closed market takes orders',
    `market.state !== 'open') return MARKET_CLOSED`,
    `market.state === 'open') return MARKET_CLOSED`,
  ],
  [
    'place.ts',
    'room is sought on the other side',
    '(isBuy ? market.bids : market.asks).hasRoom',
    '(isBuy ? market.asks : market.bids).hasRoom',
  ],
  ['place.ts', 'price 0 is taken', 'price >= 1 &&', 'price >= 0 &&'],
  ['place.ts', 'parts of ticks are taken', 'Number.isSafeInteger(price) && ', ''],
  [
    'place.ts',
    'any quantity is taken',
    'quantity > instrument.maxQuantity ?',
    'quantity < instrument.minQuantity ?',
  ],
  [
    'cancel.ts',
    'a cancel of nothing is silent',
    '    market.tape.rows[at + 1] = ORDER_CLOSED;',
    '    market.tape.length -= 1;',
  ],
  [
    'cancel.ts',
    'a mass cancel does not count',
    `      cancelled += 1;
`,
    '',
  ],
  [
    'cancel.ts',
    'a mass cancel says it was requested',
    'takeOut(market, slot, MASS_CANCEL)',
    'takeOut(market, slot, REQUESTED)',
  ],
  [
    'cancel.ts',
    'a mass cancel keeps ids',
    `      forget(market, slot);
`,
    '',
  ],
  [
    'replace.ts',
    'priority is kept at another price',
    'const isKept = price === numbers[(slot << 3) | PRICE] && ',
    'const isKept = ',
  ],
  [
    'replace.ts',
    'the new quantity is not stored',
    `  numbers[(slot << 3) | QUANTITY] = quantity;
`,
    '',
  ],
  [
    'replace.ts',
    'a replaced order does not trade',
    `  match(market, slot);
`,
    '',
  ],
  [
    'replace.ts',
    'what is filled rests',
    'REMAINING] as number) > 0) enter',
    'REMAINING] as number) >= 0) enter',
  ],
  [
    'ladder.ts',
    'the newest goes first',
    '    levelInts[(level << 3) | NEWEST] = slot;',
    '    levelInts[(level << 3) | NEWEST] = newest === NONE ? slot : newest;',
  ],
  [
    'ladder.ts',
    'the worst buyer is the best',
    'return this.side === BUY ? price : -price;',
    'return this.side === BUY ? -price : price;',
  ],
  [
    'ladder.ts',
    'the worse neighbour is lost',
    '      levelInts[(level << 3) | WORSE] = levelInts[(better << 3) | WORSE] as number;',
    '      levelInts[(level << 3) | WORSE] = NONE;',
  ],
  [
    'ladder.ts',
    'reducing leaves the level as it was',
    `    this.levelNumbers[lots] = (this.levelNumbers[lots] as number) - byLots;
`,
    '',
  ],
  [
    'snapshot.ts',
    'the counter of trades is not restored',
    `  market.lastTradeNumber = stored.lastTradeNumber;
`,
    '',
  ],
  [
    'snapshot.ts',
    'filled orders are restored whole',
    'numbers[(slot << 3) | REMAINING] = stored[at + 5] as number;',
    'numbers[(slot << 3) | REMAINING] = stored[at + 4] as number;',
  ],
  [
    'snapshot.ts',
    'the checksum is not looked at',
    `  assert(digest(state) === checksum, 'a snapshot is what its checksum says');
`,
    '',
  ],
  [
    'snapshot.ts',
    'who came first of an account is lost',
    'for (const orderNumber of orderNumbers) own.add',
    'for (const orderNumber of orderNumbers.toReversed()) own.add',
  ],
];
