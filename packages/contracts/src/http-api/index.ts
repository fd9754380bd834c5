export { errorsOf } from './errors-of.ts';
export { type OpenApi, openApi } from './open-api.ts';
export { QUERY_PARAMETERS } from './parameters.ts';
export type { List, Method, Route } from './route.ts';
export { partsOf, ROUTES, type RouteKey, routes } from './routes.ts';
