import { BlockList, isIP } from 'node:net';

// IANA's special-purpose registries (RFC 6890), what is not globally reachable or of no use to a receiver.
const REFUSED_IPV4 = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // carrier-grade NAT; Alibaba's metadata
  ['127.0.0.0', 8], // loopback
  ['168.63.129.16', 32], // Azure's metadata
  ['169.254.0.0', 16], // link-local; metadata of most clouds
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments; Oracle's metadata
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
] as const;

/** Of IPv6 only these are looked at; loopback, link-local, unique local, multicast and mapped IPv4 lie outside. */
const GLOBAL_IPV6 = [
  ['2000::', 3],
  ['64:ff9b::', 96], // NAT64, judged by the IPv4 address inside
] as const;
const REFUSED_IPV6 = [
  ['2001::', 23], // protocol assignments; Teredo, which holds an IPv4 address
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4, which holds an IPv4 address
  ['3fff::', 20], // documentation
  ...REFUSED_IPV4.map(([network, prefix]) => [`64:ff9b::${network}`, 96 + prefix] as const),
] as const;

type Range = readonly [network: string, prefix: number];

function blockList(ranges: readonly Range[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family(network));
  return list;
}

const refused = blockList([...REFUSED_IPV4, ...REFUSED_IPV6]);
const global = blockList(GLOBAL_IPV6);

/** True for an IP address of the public internet; false for any other text. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 0 || refused.check(address, family(address))) return false;
  return isIP(address) === 4 || global.check(address, 'ipv6');
}

/** Where a connection would go. */
export interface Destination {
  readonly protocol: string;
  /** A name, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
}

/**
 * Whether a connection may be made to the address that the destination's host stands for. Null, for a name that is not
 * looked up: whether it may be to any address at all.
 */
export type Permits = (destination: Destination, address: string | null) => boolean;

/**
 * The rule for where notifications may go: over TLS to any public address, and to what the operator allows, with or
 * without TLS. Ports are not restricted: a receiver may listen on any.
 * @param allowed entries of EGRESS_ALLOW: a CIDR allows its addresses on every port; `host:port` allows what that name,
 * as it stands in a channel's URL, resolves to.
 */
export function createPermits(allowed: readonly string[]): Permits {
  const ranges: Range[] = [];
  const named = new Set<string>();
  for (const entry of allowed) {
    const [network = '', prefix] = entry.split('/');
    if (prefix === undefined) named.add(nameOf(entry));
    else ranges.push([network, Number(prefix)]);
  }
  const list = blockList(ranges);
  return (destination, address) => {
    if (named.has(entryOf(destination))) return true;
    const isTls = destination.protocol === 'https:';
    if (address === null) return isTls || ranges.length > 0;
    return (isIP(address) !== 0 && list.check(address, family(address))) || (isTls && isPublic(address));
  };
}

/** The entry of EGRESS_ALLOW that allows a destination. */
export function entryOf({ host, port }: Omit<Destination, 'protocol'>): string {
  return `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

/** The addresses that a host stands for as far as that is known without a look-up; null: any. */
export function knownAddresses(host: string): readonly (string | null)[] {
  if (isIP(host) !== 0) return [host];
  return /(^|\.)localhost\.?$/.test(host) ? ['127.0.0.1', '::1'] : [null]; // RFC 6761
}

// As URLs have it: lower case, IPv6 at its shortest.
function nameOf(entry: string): string {
  return `${new URL(`http://${entry}`).hostname}:${Number(entry.slice(entry.lastIndexOf(':') + 1))}`;
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}
