import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRedis } from '../../../sandbox/redis.ts'
import type { Connection } from '../../../src/store/connect.ts'

/** A Redis that keeps each write before it answers. */
export async function durable() {
  const folder = await mkdtemp(join(tmpdir(), 'belay-'))
  const redis = await startRedis({ kind: 'redis-server', appendonly: folder })
  return {
    url: redis.url,
    async stop() {
      await redis.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** How long, and how often, is looked by many side by side, in milliseconds. */
export const unhurried = [60_000, 100] as const

/** Which command to Redis a process dies at: before it is sent, or before its answer is read. */
export type Death = 'before' | 'after'

/** One death after the other, until there is no command left to die at; side by side, since nearly all of it is waiting for a lease. */
export async function everyDeath(one: (command: number, when: Death) => Promise<boolean>): Promise<void> {
  const atATime = 30
  await Promise.all(
    (['before', 'after'] as const).map(async when => {
      for (let first = 1, died = atATime; died === atATime; first += atATime) {
        const all = await Promise.all(Array.from({ length: atATime }, (_, i) => one(first + i, when)))
        died = all.filter(isDead => isDead).length
      }
    }),
  )
}

/** Nothing is heard of this connection any more from its nth command that counts on. */
export function dieAt(
  redis: Connection,
  nth: number,
  when: Death,
  { died, counts = () => true }: { died: () => void; counts?: () => boolean },
): void {
  const send = redis.sendCommand.bind(redis)
  const never = new Promise<never>(() => {})
  let count = 0
  redis.sendCommand = (...args: [Parameters<typeof send>[0]]) => {
    if (counts()) count += 1
    if (count < nth) return send(...args)
    if (count > nth || when === 'before') {
      died()
      return never
    }
    return Promise.resolve(send(...args)).then(() => {
      died()
      return never
    })
  }
}
