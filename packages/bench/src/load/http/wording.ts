import type { Wording } from '../transport.ts';

/** The routes of HTTP. Any connection carries the requests of any account. */
export function httpWording(tokens: readonly string[]): Wording {
  const token = (account: number) => tokens[account] ?? '';
  return {
    place: (account, order) =>
      requestText('POST', '/v1/orders', token(account), JSON.stringify(order)),
    cancel: (account, orderId) => requestText('DELETE', `/v1/orders/${orderId}`, token(account)),
    batch: (account, orders) =>
      requestText('POST', '/v1/orders/batch', token(account), JSON.stringify({ orders })),
  };
}

/** The bytes of a request, all of them ASCII. */
function requestText(method: string, path: string, token: string, body?: string): string {
  const head = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\n`;
  if (body === undefined) return `${head}\r\n`;
  const content = `content-type: application/json\r\ncontent-length: ${body.length}\r\n`;
  return `${head}${content}\r\n${body}`;
}
