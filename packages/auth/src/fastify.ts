export { authenticated, authentication, tokenOf } from './fastify/authentication.ts';
export {
  operatorOf,
  principalOf,
  requireAccount,
  requireOperator,
  requirePrincipal,
  requireTrader,
  traderOf,
} from './fastify/guards.ts';
