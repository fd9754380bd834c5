import type { Answer } from '@truetape/accounts';
import { execute, limitOrder, openVenue, type Venue } from '../order-path/support.ts';

const COMMANDS = 200;

/** Takes the script's orders one after the other; again after a restart, it sends those that are there once more. */
export async function play(venue: Venue, onAnswer: (answer: Answer) => void = () => {}) {
  await openVenue(venue, ['ann', 'bob']);
  for (let number = 0; number < COMMANDS; number++) {
    const [accountId, side] =
      number % 2 === 0 ? (['ann', 'sell'] as const) : (['bob', 'buy'] as const);
    const price = 100 + ((number * 7) % 5);
    const order = limitOrder(venue, `c-${number}`, side, price, 1 + (number % 3));
    onAnswer(await execute(venue.accounts, accountId, order));
  }
  await venue.log.settled();
}
