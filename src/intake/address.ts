import { BlockList, isIP } from 'node:net';

/** Address blocks that are not the public internet (IANA special-purpose registries, RFC 6890 and successors). */
const BLOCKS: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // IPv6: only 2000::/3 is global unicast; the first three lines are everything else.
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

/** One list each: a joint one would judge every IPv4 address by its mapped IPv6 form too. */
const special = { 4: new BlockList(), 6: new BlockList() };
for (const [net, prefix] of BLOCKS)
  if (isIP(net) === 6) special[6].addSubnet(net, prefix, 'ipv6');
  else special[4].addSubnet(net, prefix, 'ipv4');

const MAPPED = /^::ffff:/iu;

/** True for an IP address that is not on the public internet: private, loopback, link-local, shared, mapped, reserved. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$|%.*$/gu, '');
  const version = isIP(bare);
  if (version === 0) return true;
  // An IPv4 address in IPv6 clothes is judged like any other IPv6 outside 2000::/3: refused.
  if (version === 6 && MAPPED.test(bare)) return true;
  return version === 6 ? special[6].check(bare, 'ipv6') : special[4].check(bare, 'ipv4');
}

/** True for a URL's host that names the own machine or network without asking any name server. */
export function isPrivateHost(hostname: string): boolean {
  const bare = hostname
    .replace(/^\[|\]$/gu, '')
    .replace(/\.$/u, '')
    .toLowerCase();
  if (isIP(bare)) return isPrivateAddress(bare);
  return /(?:^|\.)(?:localhost|local|internal|lan|home\.arpa)$/u.test(bare) || !bare.includes('.');
}
