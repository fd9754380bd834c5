/** `POST`, `/v1/accounts/:id/deposits` → `POST /v1/accounts/{id}/deposits` */
export const nameOf = (method: string, url: string): string =>
  `${method} ${url.replace(/:(\w+)/g, '{$1}')}`;
