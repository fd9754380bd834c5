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
