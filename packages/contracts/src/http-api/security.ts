/** How a client says who it is. */
export const SECURITY_SCHEMES = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'An access token, or the token of an API key: `Authorization: Bearer …`.',
  },
  signature: {
    type: 'apiKey',
    in: 'header',
    name: 'Signature',
    description:
      'A signature of the request (RFC 9421) by an API key, beside `Signature-Input` and, with a body, `Content-Digest`.',
  },
} as const;
