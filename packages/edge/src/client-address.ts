import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';

/** From which address a request comes. */
export type AddressOf = (request: IncomingMessage) => string;

/** Whether an address is that of a proxy whose `X-Forwarded-For` is believed. */
export type IsTrusted = (address: string) => boolean;

/** @param proxies addresses and networks as `10.0.0.0/8`, in the form of IPv4 or IPv6 */
export function trustedProxies(proxies: readonly string[]): IsTrusted {
  const trust = proxyAddr.compile([...proxies]);
  return (address) => isIP(address) !== 0 && trust(address, 0);
}

/**
 * The address that a connection is from; where that is a proxy which is trusted, the one that it forwards for, and so on.
 * What stands before an address that is not trusted was written by a client, and what is no address by nobody.
 */
export function clientAddress(proxies: readonly string[], isTrusted: IsTrusted): AddressOf {
  const own: AddressOf = ({ socket }) => socket.remoteAddress ?? '';
  if (proxies.length === 0) return own;
  return (request) => {
    const address = proxyAddr(request, isTrusted);
    return isIP(address) === 0 ? own(request) : address;
  };
}
