import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { ipv4Within } from './within-ipv6.ts'

/**
 * Where a cloud keeps what it tells its own machines, credentials among it; no service is looked for there. Link-local, and
 * the addresses of Azure, Alibaba, Oracle, AWS, Google and Scaleway that are not.
 */
const linkLocal = new BlockList()
linkLocal.addSubnet('169.254.0.0', 16, 'ipv4')
for (const metadata of ['168.63.129.16', '100.100.100.200', '192.0.0.192'])
  linkLocal.addAddress(metadata, 'ipv4')
linkLocal.addSubnet('fe80::', 10, 'ipv6')
for (const metadata of ['fd00:ec2::254', 'fd00:ec2::23', 'fd20:ce::254', 'fd00:42::42'])
  linkLocal.addAddress(metadata, 'ipv6')

export const linkLocalCode = 'ELINKLOCAL'

/** Whether this is a link-local address or one of a cloud's metadata; a name is none. */
export function isLinkLocal(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '')
  const family = isIP(address)
  if (family === 4) return linkLocal.check(address, 'ipv4')
  if (family === 0) return false
  return linkLocal.check(address, 'ipv6') || ipv4Within(address).some(isLinkLocal)
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
