import { list } from '@ioredis/commands'
import { nearest } from '../../domain/nearest.ts'
import type { Risk } from '../../domain/run/plan.ts'
import type { Text } from '../../domain/runbook/line.ts'
import { shown } from '../text.ts'
import { type ClientPlace, clientPlace, isAddress, onPlace, optionOf, toldAt } from './client-place.ts'
import { act, byHand, type Family, type Judged } from './family.ts'
import { type Options, optionsIn, strayIn, strays } from './options.ts'

const valued = ['h', 'p', 'a', 'n', 'u', 's', 'user', 'pass', 'r', 'i', 'pattern']

/** Where the cache is, how one is let in, and how it prints; not how often it is asked. */
const known = 'h p a n u user pass pattern scan c raw no-raw json tls insecure no-auth-warning askpass'.split(
  ' ',
)

/** What only reads, with its arity as Redis has it: with the command itself, and below zero for "at least". */
const reads: Record<string, number> = {
  INFO: -1,
  PING: -1,
  TIME: 1,
  ROLE: 1,
  LASTSAVE: 1,
  RANDOMKEY: 1,
  DBSIZE: 1,
  COMMAND: -1,
  GET: 2,
  MGET: -2,
  STRLEN: 2,
  KEYS: 2,
  SCAN: -2,
  TTL: 2,
  PTTL: 2,
  TYPE: 2,
  EXISTS: -2,
  OBJECT: -2,
  LLEN: 2,
  LRANGE: 4,
  LINDEX: 3,
  HGET: 3,
  HGETALL: 2,
  HKEYS: 2,
  HLEN: 2,
  SMEMBERS: 2,
  SCARD: 2,
  ZRANGE: -4,
  ZCARD: 2,
  ZSCORE: 3,
  XLEN: 2,
  XINFO: -2,
  SLOWLOG: -2,
  LATENCY: -2,
  MEMORY: -2,
}
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
    const wrong = wrongWith(command, args)
    if (wrong !== undefined)
      return byHand('it cannot be carried out as it stands', risk, `redis-cli: ${wrong}`)
    if (sessions.includes(command)) return byHand('it goes on for as long as somebody watches', 'read')
    return toldAt('cache', placeOf(said), risk, place => called(command, args, risk, place))
  },
}

/** In words what would be right. */
function wrongWith(command: string, args: Text[]): string | undefined {
  if (!list.includes(command.toLowerCase())) {
    const meant = nearest(command, list)?.toUpperCase()
    return `there is no ${command.slice(0, 40)}${meant ? `: ${meant} is meant?` : ''}`
  }
  const arity = reads[command]
  const isOpen = args.flat().some(part => typeof part !== 'string' && 'bare' in part)
  if (arity === undefined || isOpen) return undefined
  const needs = Math.abs(arity) - 1
  if (arity < 0 ? args.length >= needs : args.length === needs) return undefined
  return `${command} takes ${arity < 0 ? 'at least ' : ''}${needs === 1 ? 'one word' : `${needs} words`} behind it, and there ${args.length === 1 ? 'is one' : `are ${args.length}`}`
}

function called(command: string, args: Text[], risk: Risk, place: ClientPlace): Judged {
  if (risk === 'read') return act('redis', command, 'read', { args: { list: args } }, onPlace('cache', place))
  const on = { on: { cache: { map: place } } }
  if (command === 'FLUSHALL' || command === 'FLUSHDB')
    return act('belay', 'cache flush', 'destructive', {}, on)
  const [key, ...others] = args
  if ((command === 'DEL' || command === 'UNLINK') && key && others.length === 0 && isOneKey(key))
    return act('belay', 'cache clear', 'change', { key }, on)
  return byHand(`Belay has no operation for ${command}`, risk)
}

/** What stands for several keys in a pattern is one key here, and what has several words without quotes is several. */
const isOneKey = (key: Text): boolean =>
  key.every(part => (typeof part === 'string' ? !/[*?[\]\\]/.test(part) : !('bare' in part)))

function isRead(command: string, sub: string): boolean {
  if (command === 'CONFIG') return sub.toUpperCase() === 'GET'
  if (command === 'CLIENT') return ['LIST', 'INFO', 'GETNAME', 'ID'].includes(sub.toUpperCase())
  if (command === 'SLOWLOG' || command === 'LATENCY') return sub.toUpperCase() !== 'RESET'
  if (command === 'MEMORY') return sub.toUpperCase() !== 'PURGE'
  return Object.hasOwn(reads, command)
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
