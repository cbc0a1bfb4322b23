import type { Redis } from 'ioredis'
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
    const found = await ask(target, command, redis =>
      command === 'KEYS' ? sortedKeys(redis, args[0] ?? '*') : redis.call(command, ...args),
    )
    const lines = command === 'CONFIG' ? settings(found) : linesOf(found)
    const isShort = lines.length > most.lines
    return {
      text: lines.slice(0, most.lines).join('\n'),
      ...(isShort && { about: `the first ${most.lines} of ${lines.length} lines` }),
    }
  }

async function sortedKeys(redis: Redis, pattern: string): Promise<string[]> {
  const { keys } = await keysLike(redis, pattern, most.keys)
  return [...keys].sort().slice(0, most.keys)
}

function linesOf(answer: unknown): string[] {
  if (Array.isArray(answer)) return answer.flatMap(linesOf)
  return answer === null || answer === undefined ? [] : String(answer).split(/\r?\n/)
}

/** CONFIG GET answers names and values in turn: a password's value is nobody's business. */
function settings(answer: unknown): string[] {
  const flat = linesOf(answer)
  return flat.flatMap((name, i) => {
    if (i % 2 === 1) return []
    const isSecret = /pass|auth|secret|key-file|acl/i.test(name)
    return [`${name}: ${isSecret ? '[secret]' : (flat[i + 1] ?? '')}`]
  })
}
