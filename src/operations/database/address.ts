import { z } from 'zod'

const Ipv4 = z.ipv4()

/** What no instance of RDS is ever reached from over the internet: private networks, the machine itself, multicast. */
const isElsewhere = ([a = 0, b = 0]: number[]): boolean =>
  a === 0 ||
  a === 10 ||
  a === 127 ||
  a >= 224 ||
  (a === 100 && b >= 64 && b < 128) ||
  (a === 169 && b === 254) ||
  (a === 172 && b >= 16 && b < 32) ||
  (a === 192 && b === 168)

/** The one address of the internet that somebody means, as a network of one; or why it is none. */
export function oneAddress(text: string): { cidr: string } | { why: string } {
  const [address = '', prefix = '32', ...more] = text.trim().split('/')
  const yours = 'say yours as the internet sees it, as in --from 203.0.113.7'
  if (!Ipv4.safeParse(address).success || more.length > 0)
    return { why: `"${text.slice(0, 40)}" is no address in IPv4: ${yours}` }
  if (prefix !== '32')
    return {
      why: `${address}/${prefix.slice(0, 10)} is more than one address, and a database is opened to one alone: ${yours}`,
    }
  if (isElsewhere(address.split('.').map(Number)))
    return { why: `${address} is no address that the internet knows: ${yours}` }
  return { cidr: `${address}/32` }
}
