import { BlockList, isIP } from 'node:net';

/** Tells which address is that of a trusted proxy. */
export type Trusts = (address: string) => boolean;

/** @param proxies addresses and networks such as `10.0.0.0/8` */
export function trusting(proxies: readonly string[]): Trusts {
  // Asking an empty list of each address takes as long as all else here.
  if (proxies.length === 0) return () => false;
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = '', prefix] = proxy.split('/');
    const family = familyOf(address);
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address));
}

/**
 * Who a request is from: the address at the other end, or, where that is a trusted proxy, the last of those in
 * X-Forwarded-For that is none. What stands before it there was written by the client itself.
 */
export function clientOf(peer: string, forwarded: string | null, trusts: Trusts): string {
  let client = plain(peer);
  if (!trusts(client)) return allowanceOf(client);
  const hops = (forwarded ?? '').split(',').map((each) => plain(withoutPort(each.trim())));
  while (trusts(client) && hops.length > 0) {
    const before = hops.pop() ?? '';
    if (isIP(before) === 0) break;
    client = before;
  }
  return allowanceOf(client);
}

/** An address as one writes it: `::ffff:127.0.0.1` is `127.0.0.1`. */
export function plain(address: string): string {
  const mapped = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(mapped) === 4 ? mapped : address;
}

/** Some proxies write the port of the client behind its address, which is in brackets then where it is an IPv6 one. */
function withoutPort(hop: string): string {
  const [, bracketed, plainly = hop] = /^(?:\[(.+)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)$/.exec(hop) ?? [];
  return bracketed ?? plainly;
}

/** What shares an allowance: an IPv4 address, or the network of 64 bits that an IPv6 client has to itself. */
function allowanceOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
