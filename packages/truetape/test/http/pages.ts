/** For people, and what they are made of: no part of the document. */
export const PAGES = [
  'GET /docs',
  'GET /docs/feeds',
  'GET /docs/files/{name}',
  'GET /docs/page.js',
];
