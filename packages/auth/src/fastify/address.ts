import type { FastifyRequest } from 'fastify';

/** From where a request comes, as far as proxies are believed. */
export const addressOf = ({ server, raw }: FastifyRequest): string => server.edge.addressOf(raw);
