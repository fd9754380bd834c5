/** What a person sees when the system is up: where it is, where the keys are, and an order to try. */
export function banner(options: {
  readonly url: string;
  readonly keysPath: string;
  readonly token: string;
  /** What else there is to say. */
  readonly about: readonly string[];
}): readonly string[] {
  const { url, keysPath, token, about } = options;
  const order = JSON.stringify({
    clientOrderId: 'my-first-order',
    symbol: 'BTC-USD',
    side: 'buy',
    type: 'limit',
    price: '63999.5',
    quantity: '0.01',
  });
  return [
    `Truetape takes orders at ${url}`,
    `Keys: ${keysPath}`,
    ...about,
    '',
    'Place an order:',
    `  curl -s ${url}/v1/orders -H 'Authorization: Bearer ${token}' \\`,
    `    -H 'Content-Type: application/json' -H 'Prefer: wait=5' \\`,
    `    -d '${order}'`,
    '',
  ];
}
