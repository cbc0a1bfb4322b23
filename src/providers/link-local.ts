import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Where a cloud keeps what it tells its own machines, credentials among it; no service is looked for there. */
const linkLocal = new BlockList()
linkLocal.addSubnet('169.254.0.0', 16, 'ipv4')
linkLocal.addSubnet('fe80::', 10, 'ipv6')
linkLocal.addAddress('fd00:ec2::254', 'ipv6')
linkLocal.addAddress('fd00:ec2::23', 'ipv6')
// The same in the range that NAT64 gives to IPv4.
linkLocal.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6')

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
