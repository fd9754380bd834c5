import type { Wording } from '../transport.ts';

/** Frames of a trading session, without the id that each gets when it is sent. */
export const sessionWording: Wording = {
  place: (_account, order) => JSON.stringify({ op: 'place', order }),
  cancel: (_account, orderId) => JSON.stringify({ op: 'cancel', orderId }),
  batch: (_account, orders) =>
    JSON.stringify({ op: 'batch', requests: orders.map((order) => ({ op: 'place', order })) }),
};
