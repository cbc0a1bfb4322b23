import type { Risk } from '../../domain/run/plan.ts'
import type { Text } from '../../domain/runbook/line.ts'
import { literal, shown } from '../text.ts'
import { type ClientPlace, clientPlace, isAddress, onPlace, optionOf, toldAt } from './client-place.ts'
import { act, byHand, type Family, type Judged } from './family.ts'
import { type Options, optionsIn, strayIn, strays } from './options.ts'

const valued = ['h', 'p', 'a', 'n', 'u', 's', 'user', 'pass', 'r', 'i', 'pattern']

/** Where the cache is, how one is let in, and how it prints; not how often it is asked. */
const known = 'h p a n u user pass pattern scan c raw no-raw json tls insecure no-auth-warning askpass'.split(
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
    const said = redisOptions(words.slice(1))
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
    return toldAt('cache', placeOf(said), risk, place => called(command, args, risk, place))
  },
}

function called(command: string, args: Text[], risk: Risk, place: ClientPlace): Judged {
  if (risk === 'read') return act('redis', command, 'read', { args: { list: args } }, onPlace('cache', place))
  const on = { on: { cache: { map: place } } }
  if (command === 'FLUSHALL' || command === 'FLUSHDB')
    return act('belay', 'cache flush', 'destructive', {}, on)
  const key = args.length === 1 ? literal(args[0]) : undefined
  // What stands for several keys in a pattern is one key here.
  if ((command === 'DEL' || command === 'UNLINK') && key !== undefined && !/[*?[\]\\]/.test(key))
    return act('belay', 'cache clear', 'change', { pattern: [key] }, on)
  return byHand(`Belay has no operation for ${command}`, risk)
}

function isRead(command: string, sub: string): boolean {
  if (command === 'CONFIG') return sub.toUpperCase() === 'GET'
  if (command === 'CLIENT') return ['LIST', 'INFO', 'GETNAME', 'ID'].includes(sub.toUpperCase())
  if (command === 'SLOWLOG' || command === 'LATENCY') return sub.toUpperCase() !== 'RESET'
  if (command === 'MEMORY') return sub.toUpperCase() !== 'PURGE'
  return reads.includes(command)
}

export const redisOptions = (words: readonly Text[]): Options => optionsIn(words, valued)

/** By its address, or by host, port and the number of its database. */
export function placeOf(said: Options): ClientPlace {
  const address = optionOf(said, 'u')
  const given = { host: optionOf(said, 'h'), port: optionOf(said, 'p'), database: optionOf(said, 'n') }
  return clientPlace(given, address !== true && isAddress(address) ? address : undefined)
}

const patternIn = (pattern: Text | true | undefined): Text =>
  pattern === undefined || pattern === true ? ['*'] : pattern
