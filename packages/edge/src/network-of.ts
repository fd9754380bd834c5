import ipaddr from 'ipaddr.js';

const MAPPED = '::ffff:';

/** What one client has: an address of IPv4, and of IPv6 all with the same 64 bits, of which any household has its own. */
export function networkOf(ip: string): string {
  // Nearly every request: parsing costs as much as the rest of what is done for its limits.
  if (!ip.includes(':')) return ip;
  if (ip.startsWith(MAPPED) && ip.includes('.')) return ip.slice(MAPPED.length);
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  return address instanceof ipaddr.IPv6 ? address.parts.slice(0, 4).join(':') : address.toString();
}
