/** The levels of each side that a checksum is made of. */
export const CHECKSUM_LEVELS = 10;

type Text = readonly (string | number)[];

/**
 * What the checksum of a `book` is the CRC-32 of (that of zlib and IEEE 802.3, unsigned): the best
 * {@link CHECKSUM_LEVELS} bids, best first, each as `price:quantity` with `|` between them; `#`; the asks the same way.
 * Prices and quantities are as the messages write them. An empty book is `#`.
 */
export function bookChecksumText(bids: readonly Text[], asks: readonly Text[]): string {
  return sidesText(bids.slice(0, CHECKSUM_LEVELS), asks.slice(0, CHECKSUM_LEVELS));
}

/**
 * What the digest of a book is the SHA-256 of, in lower-case hex: every order of the bids as `number:price:quantity`, the
 * best price first and at one price the oldest first, with `|` between them; `#`; the asks the same way.
 */
export function bookDigestText(bids: readonly Text[], asks: readonly Text[]): string {
  return sidesText(bids, asks);
}

function sidesText(bids: readonly Text[], asks: readonly Text[]): string {
  return [bids, asks].map((side) => side.map((part) => part.join(':')).join('|')).join('#');
}
