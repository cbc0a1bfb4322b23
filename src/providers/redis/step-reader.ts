import type { Redis } from 'ioredis'
import { UserError } from '../../domain/errors.ts'
import { secret } from '../../domain/masked-json.ts'
import { isSecretField } from '../../domain/secret-fields.ts'
import type { CacheTarget } from '../../ports/caches.ts'
import type { StepReader } from '../../ports/step-reader.ts'
import type { AskRedis } from './ask.ts'
import { keysLike } from './scan.ts'

/** So many lines of an answer are kept, and of a pattern so many keys in all. */
const most = { lines: 2_000, keys: 1_000 }

/** One command that reads, printed as redis-cli prints it into a pipe. */
export const createRedisStepReader =
  (ask: AskRedis): StepReader<CacheTarget> =>
  async ({ operation: command, input }, target) => {
    const args = Array.isArray(input.args) ? input.args.map(String) : []
    const found = await ask(target, command, async redis => {
      if (command === 'KEYS') return sortedKeys(redis, args[0] ?? '*')
      await refuseMuch(redis, command, args)
      return redis.call(command, ...args)
    })
    const lines = linesIn(found, command, args)
    const isShort = lines.length > most.lines
    return {
      text: lines.slice(0, most.lines).join('\n'),
      ...(isShort && { about: `the first ${most.lines} of ${lines.length} lines` }),
    }
  }

/** How much a command answers that answers all of a key: what tells it, and how much of that is read. */
const sizes: Record<string, { by: string; most: number; of: string }> = {
  GET: { by: 'STRLEN', most: 5_000_000, of: 'bytes' },
  HGETALL: { by: 'HLEN', most: 20_000, of: 'fields' },
  HKEYS: { by: 'HLEN', most: 20_000, of: 'fields' },
  SMEMBERS: { by: 'SCARD', most: 20_000, of: 'members' },
  LRANGE: { by: 'LLEN', most: 20_000, of: 'items' },
  ZRANGE: { by: 'ZCARD', most: 20_000, of: 'members' },
}

/** What would fill the memory is not asked for. */
async function refuseMuch(redis: Redis, command: string, args: string[]): Promise<void> {
  const size = Object.hasOwn(sizes, command) ? sizes[command]! : undefined
  const [key = '', ...range] = args
  if (!size || isPart(range, size.most)) return
  const count = Number(await redis.call(size.by, key))
  if (count > size.most)
    throw new UserError(
      `${key.slice(0, 80)} has ${count} ${size.of}, and Belay reads up to ${size.most}: narrow what is asked for.`,
    )
}

/** Whether few are asked for: up to a number of them, or from one place to another, both counted from the same end. */
function isPart([from = '', to = '', ...options]: string[], most: number): boolean {
  const limit = options.findIndex(option => option.toUpperCase() === 'LIMIT')
  if (limit >= 0) return /^\d+$/.test(options[limit + 2] ?? '') && Number(options[limit + 2]) <= most
  const isByPlace = options.every(option => /^(?:REV|WITHSCORES)$/i.test(option))
  const isCounted = [from, to].every(place => /^-?\d+$/.test(place))
  const isFromOneEnd = from.startsWith('-') === to.startsWith('-')
  return isByPlace && isCounted && isFromOneEnd && Number(to) - Number(from) < most
}

/** What is kept under a name that says so is nobody's business. */
function linesIn(found: unknown, command: string, args: string[]): string[] {
  if (tellsWhatIsKept.has(command) && args.some(isSecretField)) return [secret]
  if (command === 'CONFIG') return pairsOf(found, isSecretSetting).map(pair => pair.join(': '))
  return command === 'HGETALL' ? pairsOf(found, isSecretField).flat() : linesOf(found)
}

const isSecretSetting = (name: string): boolean => /pass|auth|secret|key-file|acl/i.test(name)

const tellsWhatIsKept = new Set('GET MGET HGET HGETALL LRANGE LINDEX SMEMBERS ZRANGE'.split(' '))

async function sortedKeys(redis: Redis, pattern: string): Promise<string[]> {
  const { keys } = await keysLike(redis, pattern, most.keys)
  return [...keys].sort().slice(0, most.keys)
}

function linesOf(answer: unknown): string[] {
  if (Array.isArray(answer)) return answer.flatMap(linesOf)
  return answer === null || answer === undefined ? [] : String(answer).split(/\r?\n/)
}

/** Names and values in turn, without the values that are secrets. */
function pairsOf(answer: unknown, isSecret: (name: string) => boolean): [name: string, value: string][] {
  const flat = Array.isArray(answer) ? answer.map(String) : []
  return flat.flatMap((name, i): [string, string][] => {
    if (i % 2 === 1) return []
    return [[name, isSecret(name) ? secret : (flat[i + 1] ?? '')]]
  })
}
