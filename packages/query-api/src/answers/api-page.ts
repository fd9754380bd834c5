import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** What the page is made of, and of which media type: Swagger UI, from its package. */
export const PAGE_FILES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/** Everything comes from here, and goes nowhere else. Swagger UI writes styles into its elements. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The OpenAPI document as a page for people, who may try each route with a token of theirs. */
export const API_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Truetape</title>
<meta name="viewport" content="width=device-width">
<link rel="icon" href="/docs/files/favicon-32x32.png">
<link rel="stylesheet" href="/docs/files/swagger-ui.css">
<div id="page"></div>
<script src="/docs/files/swagger-ui-bundle.js"></script>
<script src="/docs/page.js"></script></html>
`;

/** Tokens are kept by the page, until it is closed. Nothing is asked of a validator elsewhere. */
export const API_PAGE_SCRIPT = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#page',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  filter: true,
  persistAuthorization: false,
  validatorUrl: null,
});
`;

const { resolve } = createRequire(import.meta.url);

export function readPageFile(name: string): Promise<Buffer> {
  return readFile(resolve(`swagger-ui-dist/${name}`));
}
