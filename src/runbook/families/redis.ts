import type { Risk } from '../../domain/run/plan.ts'
import type { Text } from '../../domain/runbook/line.ts'
import { literal, shown } from '../text.ts'
import { act, byHand, type Family } from './family.ts'
import { hostOf, optionsIn, strayIn, strays } from './options.ts'

const valued = ['h', 'p', 'a', 'n', 'u', 's', 'user', 'pass', 'r', 'i', 'pattern']

/** Where the cache is, how one is let in, and how it prints; not which other one is asked, or how often. */
const known = 'h p a n user pass pattern scan c raw no-raw json tls insecure no-auth-warning askpass'.split(
  ' ',
)

const reads =
  'INFO PING GET MGET STRLEN KEYS SCAN TTL PTTL TYPE EXISTS DBSIZE LLEN LRANGE LINDEX HGET HGETALL HKEYS HLEN SMEMBERS SCARD ZRANGE ZCARD ZSCORE SLOWLOG LATENCY TIME ROLE LASTSAVE RANDOMKEY OBJECT XLEN XINFO COMMAND MEMORY'.split(
    ' ',
  )
const sessions = ['MONITOR', 'SUBSCRIBE', 'PSUBSCRIBE']
const destructive = ['FLUSHALL', 'FLUSHDB', 'SHUTDOWN', 'SWAPDB']

/** One command to a cache. KEYS holds up a cache that is large: what asks for it is given SCAN's answer. */
export const redisCli: Family = {
  names: ['redis-cli'],
  judge({ words }) {
    const said = optionsIn(words.slice(1), valued)
    const { positional, options } = said
    const stray = strayIn(said, known)
    if (stray) return byHand(strays(stray), 'change')
    const [name, ...args] = options.scan ? [['KEYS'], patternIn(options.pattern)] : positional
    if (!name) return byHand('it opens a session that somebody sits at', 'change')
    const command = shown(name).toUpperCase()
    const risk: Risk = destructive.includes(command)
      ? 'destructive'
      : isRead(command, shown(args[0] ?? []))
        ? 'read'
        : 'change'
    if (sessions.includes(command)) return byHand('it goes on for as long as somebody watches', 'read')
    const other = otherThanFirst(options.n)
    if (risk === 'read')
      return {
        ...act('redis', command, 'read', { args: { list: args } }, hostOf(options.h)),
        ...(other && { troubles: [other] }),
      }
    if (other) return byHand('it names a database of the cache by its number', risk, other)
    if (command === 'FLUSHALL' || command === 'FLUSHDB')
      return act('belay', 'cache flush', 'destructive', {}, cacheOf(options.h))
    const key = args.length === 1 ? literal(args[0]) : undefined
    // What stands for several keys in a pattern is one key here.
    if ((command === 'DEL' || command === 'UNLINK') && key !== undefined && !/[*?[\]\\]/.test(key))
      return act('belay', 'cache clear', 'change', { pattern: [key] }, cacheOf(options.h))
    return byHand(`Belay has no operation for ${command}`, risk)
  },
}

function isRead(command: string, sub: string): boolean {
  if (command === 'CONFIG') return sub.toUpperCase() === 'GET'
  if (command === 'CLIENT') return ['LIST', 'INFO', 'GETNAME', 'ID'].includes(sub.toUpperCase())
  if (command === 'SLOWLOG' || command === 'LATENCY') return sub.toUpperCase() !== 'RESET'
  if (command === 'MEMORY') return sub.toUpperCase() !== 'PURGE'
  return reads.includes(command)
}

/** Which of a cache's databases is asked, is for its address to say. */
const otherThanFirst = (number: Text | true | undefined): string | undefined =>
  number === undefined || number === true || literal(number) === '0'
    ? undefined
    : `redis-cli -n ${shown(number)}: Belay asks the database that the address in the system file names`

const patternIn = (pattern: Text | true | undefined): Text =>
  pattern === undefined || pattern === true ? ['*'] : pattern

/** The cache that a host stands for: without one the system's only one. */
const cacheOf = (host: Text | true | undefined) => ({
  on: { cache: hostOf(host).on?.host ?? [] },
})
