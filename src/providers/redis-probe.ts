import { OutsideError } from '../domain/errors.ts'
import type { Finding, Probes } from '../ports/probes.ts'
import type { Secrets } from '../ports/secrets.ts'
import { failure } from './http-failure.ts'
import { latency } from './latency.ts'
import { talk, wordOf } from './redis/talk.ts'
import { assess } from './redis-info.ts'

type Found = Omit<Finding, 'what' | 'ms'>

export interface RedisProbeOptions {
  secrets: Secrets
  /** Where an address is to be looked for instead of where it says. */
  rewrite?: (url: string) => string
}

/** Asks a Redis how it is, over a connection of its own. No error of the client's leaves here: it may hold the password. */
export function createRedisProbe({ secrets, rewrite = url => url }: RedisProbeOptions): Probes['cache'] {
  async function look(given: Parameters<Probes['cache']>[0], timeoutMs: number): Promise<Found> {
    const { url, ...vault } = given
    const address = typeof url === 'string' ? url : await secrets.reveal(url, vault)
    if (!/^rediss?:\/\//.test(address) || !URL.canParse(address))
      return { state: 'unknown', detail: 'its address is not redis://host:port or rediss://host:port' }
    return ask(rewrite(address), timeoutMs)
  }

  return async (target, timeoutMs) => {
    const began = performance.now()
    const found = await look(target, timeoutMs).catch((error): Found => {
      if (error instanceof OutsideError) return { state: 'unknown', detail: error.message }
      throw error
    })
    return { ...found, what: 'Redis', ms: performance.now() - began }
  }
}

async function ask(address: string, timeoutMs: number): Promise<Found> {
  try {
    return await talk(address, timeoutMs, async redis => {
      const began = performance.now()
      await redis.ping()
      const pong = `PONG in ${latency(performance.now() - began)}`
      const { state, said } = assess(`${await redis.info('stats')}\n${await redis.info('memory')}`)
      return { state, detail: [pong, ...said].join(', ') }
    })
  } catch (error) {
    return refused(error) ?? { state: 'down', detail: failure(error, timeoutMs) }
  }
}

/** A Redis that answers, and not as it should: by the word that its error begins with. */
function refused(error: unknown): Found | undefined {
  const word = wordOf(error)
  switch (word) {
    case undefined:
      return undefined
    case 'LOADING':
      return { state: 'slow', detail: 'it is loading its data' }
    case 'NOAUTH':
    case 'WRONGPASS':
      return {
        state: 'unknown',
        detail: `it does not let Belay in (${word}): check its address and password`,
      }
    case 'NOPERM':
      return { state: 'unknown', detail: 'Belay’s user may not PING and INFO: allow it to' }
    default:
      return { state: 'unknown', detail: `it answered ${word}` }
  }
}
