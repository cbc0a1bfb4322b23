import { startRedis } from '../sandbox/redis.ts'
import { type Listening, startBelay, startBolt } from './belay.ts'
import type { Child } from './child.ts'
import type { Measurement } from './measurement.ts'
import { each, inTurn } from './rounds.ts'
import { compare } from './table.ts'

const mebibyte = 2 ** 20

/** How long a process takes until it listens, and how much memory it has by then, against a bare Bolt app. */
export const start: Measurement = {
  name: 'start',
  needsRedisServer: false,
  async run(around) {
    const redis = await startRedis()
    const found = await inTurn(
      { ...around, rounds: 2 * around.rounds },
      'cold starts',
      () => once(() => startBelay(redis.url, around.outside.said.slackUrl)),
      () => once(startBolt),
    )
    await redis.stop()
    return [
      compare(
        'Cold start: until it listens',
        each(found, ({ ms }) => ms),
        'ms',
        { atMost: 3.5 },
      ),
      compare(
        'Memory when it listens',
        each(found, ({ bytes }) => bytes / mebibyte),
        'MiB',
        { atMost: 2 },
      ),
    ]
  },
}

async function once(begin: () => Promise<Child<Listening>>): Promise<{ ms: number; bytes: number }> {
  const server = await begin()
  const bytes = await server.ask<number>('memory')
  await server.stop()
  return { ms: server.readyAfterMs, bytes }
}
