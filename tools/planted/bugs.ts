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
  [
    'ladder.ts',
    'the most lots of a level are not kept',
    'if (levelLots > this.#mostLots) this.#mostLots = levelLots;',
    '',
  ],
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
  [
    'accounts.ts',
    'what is left behind is kept',
    '      if (!this.#standsAt(slot, place)) continue;\n',
    '',
  ],
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
  [
    'replace.ts',
    'as much at the same price loses its place',
    `numbers[(slot << 3) | PRICE] && quantity <= total) {
    shrink`,
    `numbers[(slot << 3) | PRICE] && quantity < total) {
    shrink`,
  ],
  ['replace.ts', 'below filled', 'if (quantity <= filled)', 'if (quantity < filled)'],
  [
    'place.ts',
    'quantities are asked before prices',
    `  if (!isPrice(limit)) return ORDER_PRICE_BOUNDS;
  if (special !== undefined) {
    const rejected = specialRejection(market, placing, special);
    if (rejected !== 0) return rejected;
  } else if (!isCountable(market, quantity)) return quantityRejection(market, quantity);`,
    `  if (special !== undefined) {
    const rejected = specialRejection(market, placing, special);
    if (rejected !== 0) return rejected;
  } else if (!isCountable(market, quantity)) return quantityRejection(market, quantity);
  if (!isPrice(limit)) return ORDER_PRICE_BOUNDS;`,
  ],
  [
    'place.ts',
    'a rejected id keeps its slot',
    `    market.orders.free(slot);
    reject(market, placing, ORDER_DUPLICATE_ID);`,
    '    reject(market, placing, ORDER_DUPLICATE_ID);',
  ],
  ['rules.ts', 'the least quantity is 1', 'quantity >= instrument.minQuantity', 'quantity >= 1'],
  [
    'apply.ts',
    'a listing is not taken up again',
    '  market.instrument = instrument;',
    '  market.instrument ??= instrument;',
  ],
  [
    'apply.ts',
    'symbol',
    'if (input.symbol !== undefined && input.symbol !== market.symbol) return;',
    '',
  ],
  [
    'placing-of.ts',
    'an id may be written otherwise',
    ' && orderIdOf(accountId, place.revision) === orderId',
    '',
  ],
  [
    'stand.ts',
    'what is cancelled keeps its slot',
    `    orders.free(slot);
    return;`,
    '    return;',
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
    `    if (!crosses(side, reach, price)) break;
`,
    '',
  ],
  [
    'match.ts',
    'trades at the price of the taker',
    `  rows[at] = TRADED;
  rows[at + 1] = maker;
  rows[at + 2] = taker;
  rows[at + 3] = price;`,
    `  rows[at] = TRADED;
  rows[at + 1] = maker;
  rows[at + 2] = taker;
  rows[at + 3] = numbers[(taker << 3) | 1] as number;`,
  ],
  [
    'match.ts',
    'trades all of the maker',
    'const lots = Math.min(left,',
    'const lots = Math.max(0 * left,',
  ],
  [
    'stand.ts',
    'the maker is not taken out',
    `  side.unrest(slot, 0);
`,
    '',
  ],
  [
    'stand.ts',
    'the maker stays live',
    `  live.take(account, orders.numbers[(slot << 3) | REVISION] as number);
  orders.free(slot);
}

/** Cancels an order that stands somewhere. */`,
    `  orders.free(slot);
}

/** Cancels an order that stands somewhere. */`,
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
    `    if (!crosses(side, reach, levelNumbers[(level << 2) | LEVEL_PRICE] as number)) break;
`,
    '',
  ],
  [
    'place.ts',
    'post-only is forgotten',
    `  if (traits & POST_ONLY && wouldTake(otherSide(market, side), side, limit)) return WOULD_TAKE;
`,
    '',
  ],
  [
    'execute.ts',
    'fill-or-kill is forgotten',
    'if (traits & FILL_OR_KILL && !canFill',
    'if (traits & FILL_OR_KILL && canFill',
  ],
  [
    'execute.ts',
    'immediate orders rest',
    '  if (traits & MAY_REST) rest(market, slot, traits, limit);',
    '  if (left > 0) rest(market, slot, traits, limit);',
  ],
  [
    'execute.ts',
    'what is filled stays live',
    `    forget(market, slot);
    return true;`,
    `    market.orders.free(slot);
    return true;`,
  ],
  [
    'place.ts',
    'order numbers are not counted',
    '= ++market.lastOrderNumber',
    '= market.lastOrderNumber',
  ],
  [
    'rules.ts',
    'a closed market takes orders',
    `if (instrument === undefined || state === 'closed') return MARKET_CLOSED;`,
    'if (instrument === undefined) return MARKET_CLOSED;',
  ],
  [
    'place.ts',
    'room is sought on the other side',
    '!ownSide(market, traits & SIDE).hasRoom',
    '!otherSide(market, traits & SIDE).hasRoom',
  ],
  ['rules.ts', 'price 0 is taken', 'price >= 1 &&', 'price >= 0 &&'],
  ['rules.ts', 'parts of ticks are taken', '  Number.isSafeInteger(price) && ', '  '],
  [
    'rules.ts',
    'any quantity is taken',
    `    quantity <= instrument.maxQuantity
`,
    `    quantity <= Number.MAX_SAFE_INTEGER
`,
  ],
  [
    'cancel.ts',
    'a cancel of nothing is silent',
    `    market.tape.write(CANCEL_REJECTED, ORDER_CLOSED);
`,
    '',
  ],
  [
    'cancel.ts',
    'a mass cancel does not count',
    'before - live.size);\n}\n\n/** All orders of all',
    '0);\n}\n\n/** All orders of all',
  ],
  [
    'cancel.ts',
    'a mass cancel says it was requested',
    'of accounts.restingOf(account)) cancelStanding(market, slot, MASS_CANCEL)',
    'of accounts.restingOf(account)) cancelStanding(market, slot, REQUESTED)',
  ],
  [
    'stand.ts',
    'what is cancelled keeps its id',
    `  unlist(market, slot);
  endUnlisted(market, slot, kind, why);`,
    '  endUnlisted(market, slot, kind, why);',
  ],
  [
    'replace.ts',
    'priority is kept at another price',
    'if (price === numbers[(slot << 3) | PRICE] && quantity <= total) {',
    'if (quantity <= total) {',
  ],
  [
    'replace.ts',
    'the new quantity is not stored',
    `  numbers[(slot << 3) | QUANTITY] = quantity;
  numbers[(slot << 3) | PRICE] = price;`,
    '  numbers[(slot << 3) | PRICE] = price;',
  ],
  [
    'replace.ts',
    'a replaced order does not trade',
    `  if (execute(market, slot, at, NONE)) trigger(market, at);
`,
    `  enter(market, slot);
`,
  ],
  ['execute.ts', 'what is filled rests', '  if (left === 0 && hasTraded) {', '  if (left < 0) {'],
  [
    'ladder.ts',
    'an order that comes to rest is not the newest',
    `    levelInts[(level << 3) | NEWEST] = slot;
    const levelLots`,
    `    if (newest === NONE) levelInts[(level << 3) | NEWEST] = slot;
    const levelLots`,
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
    'the counters are not restored',
    `  Object.assign(market, facts);
`,
    `  market.state = facts.state;
`,
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
    'for (const place of places) own.add',
    'for (const place of places.toReversed()) own.add',
  ],
  [
    'stand.ts',
    'an iceberg shows all',
    'const shown = Math.min(left, extras.numbers[(extra << 3) | DISPLAY] as number);',
    'const shown = left;',
  ],
  [
    'stand.ts',
    'a refreshed slice keeps its place',
    `  ownSide(market, traits & SIDE).requeue(slot);
`,
    '',
  ],
  [
    'stand.ts',
    'a refreshed order keeps its place in its account',
    `  own.remove(slot);
  own.add(slot);
`,
    `  void own;
`,
  ],
  [
    'stand.ts',
    'a refresh is not told',
    `  tape.write(REFRESHED, slot, numbers[(slot << 3) | REMAINING] as number);
`,
    `  void tape;
`,
  ],
  [
    'stand.ts',
    'an iceberg rests with what it shows only',
    `ownSide(market, traits & SIDE).rest(slot, left);
  market`,
    `ownSide(market, traits & SIDE).rest(slot, numbers[(slot << 3) | REMAINING] as number);
  market`,
  ],
  [
    'stand.ts',
    'what is not shown is lost with a withdrawal',
    `  orders.numbers[(slot << 3) | REMAINING] = left;
`,
    '',
  ],
  [
    'replace.ts',
    'a smaller iceberg loses first what it shows',
    'const hidden = Math.min(byLots, extras.numbers[reserve] as number);',
    'const hidden = Math.max(0, byLots - (orders.numbers[(slot << 3) | REMAINING] as number));',
  ],
  [
    'replace.ts',
    'a replaced iceberg may have any number of slices',
    '  if (traits & ICEBERG && !hasFewSlices(market, slot, quantity - filled)) {',
    '  if (traits & ICEBERG && quantity < 0) {',
  ],
  [
    'match.ts',
    'money buys by the first price',
    'return this.#money === NONE ? this.left : Math.floor(this.#money / price);',
    'return this.#money === NONE ? this.left : Math.max(this.left, Math.floor(this.#money / price));',
  ],
  [
    'match.ts',
    'money is not spent',
    `      this.#money -= lots * price;
`,
    '',
  ],
  [
    'placing-of.ts',
    'money is counted in minor units',
    'const money = quoteQuantity / instrument.units.notionalUnit;',
    'const money = quoteQuantity;',
  ],
  [
    'match.ts',
    'the orders of another account are prevented',
    'mode !== NO_PREVENTION && groups.leaderOf(ints[(maker << 4) | ACCOUNT] as number) === owner',
    'mode !== NO_PREVENTION && groups.leaderOf(ints[(maker << 4) | ACCOUNT] as number) !== owner',
  ],
  [
    'match.ts',
    'decrement leaves the maker',
    `    other.reduce(maker, lots);
    decrement(orders, maker, lots);`,
    '    decrement(orders, maker, lots);',
  ],
  [
    'match.ts',
    'decrement leaves the total of the taker',
    `    decrement(orders, taker, lots);
`,
    '',
  ],
  [
    'match.ts',
    'decrement leaves the total of the maker',
    `    decrement(orders, maker, lots);
`,
    '',
  ],
  [
    'match.ts',
    'expire-maker ends the taker too',
    `  if (mode === EXPIRE_MAKER) return 0;
`,
    '',
  ],
  [
    'match.ts',
    'a decremented leg keeps its partner',
    `    afterTrade(market, maker);
    cancelPartner(market, maker);
`,
    `    afterTrade(market, maker);
`,
  ],
  [
    'match.ts',
    'fill-or-kill counts its own orders',
    '    if (looks) {',
    '    if (looks && mode === 0) {',
  ],
  [
    'match.ts',
    'fill-or-kill counts what is hidden ahead of its own order',
    'ahead += numbers[(slot << 3) | REMAINING] as number;',
    'ahead += leftOf(market, slot);',
  ],
  [
    'stops.ts',
    'a stop is reached only beyond it',
    'side === BUY ? price >= stop : price <= stop;',
    'side === BUY ? price > stop : price < stop;',
  ],
  [
    'stops.ts',
    'a stop that is reached already waits',
    '  if (!isReached((ints[traits] as number) & SIDE, stop, lastPrice)) return;',
    '  if (stop !== lastPrice) return;',
  ],
  [
    'stops.ts',
    'the first trade of a sweep is not looked at',
    `  lookAt(market, first);
`,
    `  if (first === last) lookAt(market, first);
`,
  ],
  [
    'stops.ts',
    'turns are not by age',
    'numberOf(one) - numberOf(other));',
    'numberOf(other) - numberOf(one));',
  ],
  [
    'stops.ts',
    'one turn only',
    '  for (let turn = 0; turn < reached.length; turn++) {',
    '  for (let turn = 0; turn < Math.min(1, reached.length); turn++) {',
  ],
  [
    'stops.ts',
    'what is triggered triggers nothing',
    '    if (takeTurn(market, slot, at)) look(market, market.firstPrice, market.lastPrice);',
    '    takeTurn(market, slot, at);',
  ],
  [
    'stops.ts',
    'a stop that was taken away has its turn',
    `    if (!((orders.ints[traits] as number) & WAITING)) continue;
`,
    '',
  ],
  [
    'stops.ts',
    'a trigger keeps the partner',
    `  if (partner !== NONE) cancelStanding(market, partner, ONE_CANCELS_OTHER);
  const traits`,
    '  const traits',
  ],
  [
    'stops.ts',
    'a stop trails the wrong way',
    'side === BUY ? price < mark : price > mark;',
    'side === BUY ? price > mark : price < mark;',
  ],
  ['stops.ts', 'a trailing stop has no floor', 'Math.max(1, mark - offset)', 'mark - offset'],
  [
    'stops.ts',
    'the mark moves and the stop does not',
    `  stops.unrest(slot, 0);
`,
    `  if (price > 0) return;
  stops.unrest(slot, 0);
`,
  ],
  [
    'stops.ts',
    'a reached stop trails on',
    `  if (traits & REACHED) return;
`,
    '',
  ],
  [
    'special.ts',
    'a trailing stop starts at its reference',
    'const isBetter = lastPrice !== 0 && isBetterMark(side, lastPrice, reference);',
    'const isBetter = false;',
  ],
  [
    'stand.ts',
    'a triggered stop keeps its stop as a limit',
    `  numbers[(slot << 3) | PRICE] = limit;
}`,
    `  void limit;
}`,
  ],
  [
    'stand.ts',
    'what leaves its stop trails on',
    `  if (typeOf(traits) === TRAILING_STOP) trailing.delete(slot);
`,
    `  void trailing;
`,
  ],
  [
    'execute.ts',
    'a triggered limit order rests where there is no room',
    `  if (isFull) drop(market, slot, CAPACITY);
  else enter`,
    '  enter',
  ],
  [
    'special.ts',
    'a partner may be of another side',
    `    (firsts & SIDE) === (traits & SIDE) &&
`,
    '',
  ],
  [
    'special.ts',
    'a partner may have another quantity',
    `    numbers[(first << 3) | QUANTITY] === quantity &&
`,
    '',
  ],
  [
    'special.ts',
    'a partner may have traded',
    `    leftOf(market, first) === quantity
`,
    `    leftOf(market, first) > 0
`,
  ],
  [
    'special.ts',
    'a partner may have one already',
    `    !(firsts & PAIRED) &&
`,
    '',
  ],
  [
    'special.ts',
    'two legs of one kind',
    'waits(traits) ? typeOf(firsts) === LIMIT : (firsts & WAITING) !== 0',
    'waits(traits) ? true : (firsts & WAITING) !== 0',
  ],
  [
    'special.ts',
    'a first leg stays alone',
    `  if (first >= 0) cancelStanding(market, first, ONE_CANCELS_OTHER);
`,
    `  void first;
`,
  ],
  [
    'stand.ts',
    'a cancelled leg leaves its partner',
    `  release(market, slot);
  if (partner !== NONE) cancelStanding(market, partner, ONE_CANCELS_OTHER);
`,
    `  release(market, slot);
`,
  ],
  [
    'match.ts',
    'a traded leg leaves its partner',
    `  afterTrade(market, maker);
  if (partner !== NONE) cancelStanding(market, partner, ONE_CANCELS_OTHER);
`,
    `  afterTrade(market, maker);
`,
  ],
  [
    'execute.ts',
    'a leg that takes leaves its partner',
    `  if (traits & PAIRED && became & (DID_TRADE | WAS_DECREMENTED)) cancelPartner(market, slot);
`,
    '',
  ],
  [
    'dues.ts',
    'of two that are due at once the younger ends first',
    'this.#numberOf(one) < this.#numberOf(other)',
    'this.#numberOf(one) > this.#numberOf(other)',
  ],
  [
    'dues.ts',
    'what leaves a heap is not replaced',
    `    this.#rise(last, place);
    this.#sink(last);
`,
    `    this.#rise(last, place);
`,
  ],
  [
    'dues.ts',
    'what leaves a heap only sinks',
    `    this.#rise(last, place);
    this.#sink(last);
`,
    `    this.#put(last, place);
    this.#sink(last);
`,
  ],
  [
    'stand.ts',
    'what is gone is due still',
    `  if ((orders.ints[(slot << 4) | TRAITS] as number) & DUE) dues.remove(slot);
`,
    `  void dues;
`,
  ],
  ['clock.ts', 'time goes back', 'Math.max(market.time, to)', 'to'],
  [
    'clock.ts',
    'an auction ends before what was there before it',
    'orders.numbers[(slot << 3) | ORDER_NUMBER] as number) > auction.since',
    'orders.numbers[(slot << 3) | ORDER_NUMBER] as number) > 0',
  ],
  ['special.ts', 'what is due now may come', 'dueAt <= market.time ?', 'dueAt < market.time ?'],
  [
    'requests.ts',
    'a halted market cannot close',
    `halted: ['pre-open', 'auction', 'open', 'closed']`,
    `halted: ['pre-open', 'auction', 'open']`,
  ],
  [
    'requests.ts',
    'an open market can go back before its opening',
    `open: ['auction', 'halted', 'closed']`,
    `open: ['pre-open', 'auction', 'halted', 'closed']`,
  ],
  [
    'requests.ts',
    'a market opens crossed',
    `function open(market: Market, at: number, why?: Why): void {
  uncross(market);
`,
    `function open(market: Market, at: number, why?: Why): void {
`,
  ],
  [
    'requests.ts',
    'an opening triggers nothing',
    `  change(market, 'open', why);
  triggerByLast(market, at);
`,
    `  change(market, 'open', why);
`,
  ],
  [
    'states.ts',
    'turns are not forgotten',
    `  forgetTurns(market);
}

/** Those`,
    `}

/** Those`,
  ],
  [
    'auction.ts',
    'not the most trades',
    'if (one.lots !== other.lots) return one.lots > other.lots;',
    'if (one.lots !== other.lots) return one.lots < other.lots;',
  ],
  [
    'auction.ts',
    'not the least is left over',
    'if (left !== othersLeft) return left < othersLeft;',
    'if (left !== othersLeft) return left > othersLeft;',
  ],
  [
    'auction.ts',
    'not the nearest price',
    'return one.away < other.away;',
    'return one.away > other.away;',
  ],
  [
    'auction.ts',
    'prices between those of orders are not looked at',
    'prices.add(price).add(price + 1);',
    'prices.add(price);',
  ],
  [
    'auction.ts',
    'the reference is not looked at',
    'new Set<number>([Math.min(Math.max(reference, low), high)])',
    'new Set<number>()',
  ],
  [
    'auction.ts',
    'the younger order is the maker',
    'return numberOf(one) < numberOf(other);',
    'return numberOf(one) > numberOf(other);',
  ],
  [
    'auction.ts',
    'a post-only order takes in an auction',
    `  if (postOnly(one) !== postOnly(other)) return postOnly(one) !== 0;
`,
    '',
  ],
  [
    'auction.ts',
    'the same is told twice',
    `  auction.told = now;
`,
    '',
  ],
  [
    'auction.ts',
    'the band does not begin anew',
    `  market.band?.restart(price);
`,
    '',
  ],
  [
    'auction.ts',
    'the reference is the instrument’s for ever',
    'lastPrice === 0 ? (instrument?.referencePrice ?? 0) : lastPrice',
    'instrument?.referencePrice ?? 0',
  ],
  [
    'band.ts',
    'the mean is of one trade too few',
    'if (this.#count === length) this.#sum',
    'if (this.#count === length - 1) this.#sum',
  ],
  [
    'band.ts',
    'the band is stale',
    `    this.#isStale = true;
  }

  /** Begins`,
    `  }

  /** Begins`,
  ],
  [
    'band.ts',
    'the band is reckoned with the trades of the input',
    `    this.#isStale = true;
  }

  /** Begins`,
    `    this.#isStale = true;
    this.begin();
  }

  /** Begins`,
  ],
  [
    'place.ts',
    'the band rejects nothing',
    'return band.within(side, limit) === limit ? 0 : PRICE_BAND;',
    'return 0;',
  ],
  [
    'execute.ts',
    'the market never pauses',
    `    pause(market, at);
`,
    '',
  ],
  [
    'execute.ts',
    'the band holds nobody',
    'band === undefined ? limit : band.within(side, limit);',
    'limit;',
  ],
  [
    'stops.ts',
    'a triggered limit order is not held to the band',
    '  if (!isBeyond) return execute(market, slot, at, NONE);',
    '  if (!isBeyond || market.band !== undefined) return execute(market, slot, at, NONE);',
  ],
  [
    'replace.ts',
    'ruleset 1 is as ruleset 2',
    'const mayTake = !isPostOnly || ruleset === 1;',
    'const mayTake = !isPostOnly;',
  ],
  [
    'apply.ts',
    'a ruleset is told and not followed',
    `  market.ruleset = ruleset;
}`,
    '}',
  ],
  [
    'snapshot.ts',
    'the partner is not restored',
    `  extras.ints[(extra << 4) | PARTNER] = slots[columns[KEPT.length] as number] ?? NONE;
`,
    '',
  ],
  [
    'snapshot.ts',
    'what is due is not restored',
    `  if (traits & DUE) dues.add(slot);
`,
    '',
  ],
  [
    'snapshot.ts',
    'the window is not restored',
    `    for (const price of window) market.band?.push(price);
`,
    '',
  ],
  [
    'snapshot.ts',
    'a trailing stop does not trail when it is restored',
    `    if (typeOf(traits) === TRAILING_STOP) trailing.add(slot);
    return;`,
    '    return;',
  ],
  [
    'kill-switch.ts',
    'the switch of another market turns this one',
    'else if (symbol === market.symbol) market',
    'else market',
  ],
  [
    'kill-switch.ts',
    'the switch of the venue is that of the market',
    'market.killed.venue = isOn;',
    'market.killed.market = isOn;',
  ],
  ['kill-switch.ts', 'both switches must be on', 'market || venue;', 'market && venue;'],
  [
    'rules.ts',
    'the state comes before the kill switch',
    `  if (isOn(killed)) return MARKET_KILL_SWITCH;
  if (instrument === undefined || state === 'closed') return MARKET_CLOSED;`,
    `  if (instrument === undefined || state === 'closed') return MARKET_CLOSED;
  if (isOn(killed)) return MARKET_KILL_SWITCH;`,
  ],
  [
    'replace.ts',
    'a replace passes a kill switch',
    `  const closed = stateRejection(market);`,
    `  const closed = market.state === 'open' ? 0 : stateRejection(market);`,
  ],
  [
    'apply.ts',
    'a market that is listed meanwhile does not know the switch of the venue',
    '  if (killed) market.killed.venue = true;\n',
    '',
  ],
  [
    'apply.ts',
    'a mass cancel of all accounts is of nobody',
    '      if (input.accountId === undefined) cancelEvery(market);\n      else cancelAll(market, market.accounts.find(input.accountId));',
    "      cancelAll(market, market.accounts.find(input.accountId ?? ''));",
  ],
  [
    'cancel.ts',
    'a mass cancel of all accounts goes from account to account',
    'slots.sort((one, other) => numberOf(one) - numberOf(other))',
    'slots',
  ],
  [
    'cancel.ts',
    'a mass cancel of all accounts cancels a partner twice',
    '    if (isThere) cancelStanding',
    '    if (isThere || slot >= 0) cancelStanding',
  ],
  [
    'snapshot.ts',
    'a kill switch is not restored',
    '  if (killed !== undefined) Object.assign(market.killed, killed);\n',
    '',
  ],
  [
    'match.ts',
    'only the orders of one account are prevented, not those of its group',
    'groups.leaderOf(ints[(maker << 4) | ACCOUNT] as number) === owner',
    'ints[(maker << 4) | ACCOUNT] === ints[(taker << 4) | ACCOUNT]',
  ],
  [
    'match.ts',
    'an order that must fill counts those of its group',
    'if (groups.leaderOf(ints[(slot << 4) | ACCOUNT] as number) !== owner) {',
    'if (groups.leaderOf(ints[(slot << 4) | ACCOUNT] as number) !== owner || ints[(slot << 4) | ACCOUNT] !== owner) {',
  ],
  [
    'accounts.ts',
    'of a group only the orders of its leader are looked for',
    'return this.groups.membersOf(leader).some((account) => this.restingOf(account).count > 0);',
    'return this.restingOf(leader).count > 0;',
  ],
  [
    'owner-groups.ts',
    'an account does not belong to the group that it joins',
    '    this.#leaders[account] = leader;\n',
    '',
  ],
  [
    'snapshot.ts',
    'an owner group is not restored',
    '  accounts.groups.join(account, accounts.numberOf(leader));\n',
    '  accounts.numberOf(leader);\n',
  ],
];
