import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Where a cloud keeps what it tells its own machines, credentials among it; no service is looked for there. */
const linkLocal = new BlockList()
linkLocal.addSubnet('fe80::', 10, 'ipv6')
for (const metadata of ['fd00:ec2::254', 'fd00:ec2::23', 'fd20:ce::254'])
  linkLocal.addAddress(metadata, 'ipv6')

/** Link-local, and the addresses of Azure, Alibaba and Oracle that are not. */
const withinIpv4 = [
  ['169.254.0.0', 16],
  ['168.63.129.16', 32],
  ['100.100.100.200', 32],
  ['192.0.0.192', 32],
] as const
for (const [address, bits] of withinIpv4) {
  const hex = Buffer.from(address.split('.').map(Number)).toString('hex')
  linkLocal.addSubnet(address, bits, 'ipv4')
  // The same in IPv6: as NAT64 and 6to4 have it, and as it was written before them.
  linkLocal.addSubnet(`64:ff9b::${address}`, 96 + bits, 'ipv6')
  linkLocal.addSubnet(`2002:${hex.slice(0, 4)}:${hex.slice(4)}::`, 16 + bits, 'ipv6')
  linkLocal.addSubnet(`::${address}`, 96 + bits, 'ipv6')
}

export const linkLocalCode = 'ELINKLOCAL'

/** Whether this is a link-local address or one of a cloud's metadata; a name is none. */
export function isLinkLocal(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '')
  const family = isIP(address)
  return family !== 0 && linkLocal.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

export const linkLocalError = (): Error =>
  Object.assign(new Error('a link-local address'), { code: linkLocalCode })

/** Looks a name up at the moment of connecting, and refuses one that leads to a link-local address. */
export const guarded =
  (lookup: LookupFunction = resolve as LookupFunction): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, options, (error, found, family) => {
      const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found]
      if (!error && addresses.some(isLinkLocal)) callback(linkLocalError(), found, family)
      else callback(error, found, family)
    })
