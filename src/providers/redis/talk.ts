import type { Duplex } from 'node:stream'
import { Redis } from 'ioredis'
import { limited } from '../too-much.ts'

/** The word that an error of Redis's own begins with: NOAUTH, LOADING, MOVED; of a MULTI what kept it from being carried out. */
export function wordOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const before = 'previousErrors' in error ? (error.previousErrors as Error[]) : []
  const words = [...before, error].map(({ message }) => /^[A-Z]{3,}\b/.exec(message)?.[0])
  return words.find(word => word !== undefined)
}

/**
 * Talks with a Redis over a connection of its own, which ends with it. Throws why it ended: Redis's own error, or the
 * connection's. Its words may hold the address: nobody is shown them.
 */
export async function talk<T>(
  address: string,
  timeoutMs: number,
  work: (redis: Redis) => Promise<T>,
): Promise<T> {
  const redis = new Redis(address, {
    lazyConnect: true,
    enableReadyCheck: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
  })
  /** Why the connection ended: what waits for an answer is told only that it did. */
  let reason: unknown
  redis.on('error', error => {
    reason = error
  })
  let timer: NodeJS.Timeout | undefined
  const ended = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException('', 'TimeoutError')), timeoutMs)
  })
  redis.on('connect', () => limited((redis as unknown as { stream: Duplex }).stream))
  const answer = async () => {
    await redis.connect()
    return work(redis)
  }
  try {
    return await Promise.race([ended, answer()])
  } catch (error) {
    throw wordOf(reason) === undefined && wordOf(error) !== undefined ? error : (reason ?? error)
  } finally {
    clearTimeout(timer)
    redis.disconnect()
  }
}
