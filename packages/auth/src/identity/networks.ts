import ipaddr from 'ipaddr.js';

type Range = ReturnType<typeof ipaddr.parseCIDR>;

const ranges = new WeakMap<readonly string[], readonly Range[]>();

/** Whether an address is in one of the networks; in any where there are none. */
export function isWithin(address: string, networks: readonly string[] | undefined): boolean {
  if (networks === undefined) return true;
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return rangesOf(networks).some(
    ([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits),
  );
}

function rangesOf(networks: readonly string[]): readonly Range[] {
  const known = ranges.get(networks);
  if (known !== undefined) return known;
  const parsed = networks.map((each): Range => {
    if (each.includes('/')) return ipaddr.parseCIDR(each);
    const address = ipaddr.process(each);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  });
  ranges.set(networks, parsed);
  return parsed;
}

/** What one client has: an address of IPv4, and of IPv6 all with the same 64 bits, of which any household has its own. */
export function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  return address instanceof ipaddr.IPv6 ? address.parts.slice(0, 4).join(':') : address.toString();
}
