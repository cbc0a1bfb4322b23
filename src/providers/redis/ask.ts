import type { Redis } from 'ioredis'
import { OutsideError, UserError } from '../../domain/errors.ts'
import { onlyMeant } from '../../domain/runbook/named-place.ts'
import type { CacheTarget } from '../../ports/caches.ts'
import type { Secrets } from '../../ports/secrets.ts'
import { failure } from '../http-failure.ts'
import { talk, wordOf } from './talk.ts'

export interface AskDeps {
  secrets: Secrets
  /** Where an address is to be looked for instead of where it says. */
  rewrite?: (url: string) => string
}

/** How long one question may take, in milliseconds. */
const callMs = 2_500

/**
 * Asks a team's Redis something. `changes`: without an answer it may have been done all the same. The guard is asked right
 * before it is sent.
 */
export type AskRedis = <T>(
  target: CacheTarget,
  what: string,
  work: (redis: Redis) => Promise<T>,
  changes?: boolean,
  guard?: () => void,
) => Promise<T>

export const createAsk =
  ({ secrets, rewrite = url => url }: AskDeps): AskRedis =>
  async ({ url, meant, ...vault }, what, work, changes = false, guard = () => {}) => {
    const address = typeof url === 'string' ? url : await secrets.reveal(url, vault)
    if (!/^rediss?:\/\//.test(address) || !URL.canParse(address))
      throw refused('Its address is not redis://host:port or rediss://host:port.')
    onlyMeant(address, meant)
    let refusal: unknown
    const asked = async (redis: Redis) => {
      try {
        guard()
      } catch (error) {
        refusal = error
        throw error
      }
      return work(redis)
    }
    try {
      return await talk(rewrite(address), callMs, asked)
    } catch (error) {
      if (error === refusal || error instanceof OutsideError || error instanceof UserError) throw error
      const word = wordOf(error)
      if (word !== undefined) throw refused(inWords(word, what))
      const effect = changes ? 'unknown' : 'none'
      throw new OutsideError(`Redis did not answer ${what}: ${failure(error, callMs)}.`, {
        service: 'redis',
        fault: 'away',
        effect,
      })
    }
  }

const refused = (message: string): OutsideError =>
  new OutsideError(message, { service: 'redis', fault: 'refused', effect: 'none' })

function inWords(word: string, what: string): string {
  switch (word) {
    case 'LOADING':
      return 'Redis is loading its data: try again when it is done.'
    case 'NOAUTH':
    case 'WRONGPASS':
      return `Redis does not let Belay in (${word}): check its address and password.`
    case 'NOPERM':
      return `Belay's user of Redis may not use ${what}: allow it to, with ACL SETUSER.`
    case 'READONLY':
      return 'That address is of a replica, which only reads: name the primary in the system file.'
    case 'MOVED':
    case 'CROSSSLOT':
      return 'That Redis is a cluster of several shards, which is not cleared from here.'
    default:
      return `Redis answered ${word} to ${what}.`
  }
}
