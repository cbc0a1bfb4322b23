import { Cluster } from 'ioredis'
import { OutsideError } from '../domain/errors.ts'
import type { Barrier } from '../ports/barrier.ts'
import { type Connection, ready } from './connect.ts'
import { asking } from './faults.ts'
import type { History } from './history.ts'
import { keysOf } from './keys.ts'
import { type Means, meansOf } from './means.ts'
import { createRounds } from './rounds.ts'

/** How long Redis may take to keep something, in milliseconds. */
const limitMs = 2_000

/**
 * Waits until Redis keeps what it has saved. That holds up the connection it is done on, so there is one of its own for
 * it, opened at the first need: what is written there after a save is kept after that save.
 */
export function createBarrier(redis: Connection, history: History) {
  const rounds = new Map<string, ReturnType<typeof createRounds>>()
  let known: Promise<Means> | undefined
  let opened: Promise<Connection> | undefined
  redis.on('ready', () => {
    known = undefined
  })
  redis.once('end', () => void opened?.then(own => own.disconnect(), ignore))

  function means(): Promise<Means> {
    known ??= meansOf(redis).catch(error => {
      known = undefined
      throw error
    })
    return known
  }

  function another(): Promise<Connection> {
    opened ??= open(redis).catch(error => {
      opened = undefined
      throw error
    })
    return opened
  }

  async function wait(systems: string[]): Promise<void> {
    const [{ waitsForDisk, waitsForReplica }, own] = await Promise.all([means(), another()])
    const pipeline = own.pipeline()
    const seen = systems.map(history.remembered)
    systems.forEach((system, i) => {
      pipeline.set(`${keysOf(system)}barrier`, 1)
      pipeline.get(`${keysOf(system)}epoch`)
      pipeline.get(`${keysOf(system)}operation:${seen[i]!.operation}`)
    })
    if (waitsForDisk) pipeline.call('WAITAOF', 1, 0, limitMs)
    if (waitsForReplica) pipeline.call('WAIT', 1, limitMs)
    const answers = await answersOf(pipeline.exec())
    seen.forEach(({ epoch, operation, version }, i) => {
      const [, found, written] = answers.slice(3 * i)
      // Where this process remembers no epoch, it has saved nothing that could be gone.
      const isGone = (epoch !== '' && found !== epoch) || (operation !== '' && written !== version)
      if (isGone) throw failed('what was saved is gone')
    })
    const kept = answers.slice(3 * systems.length).map(count => Number([count].flat()[0]))
    if (kept.some(count => !(count >= 1))) {
      // A replica may have left for good: next time, what there is to wait for is looked at anew.
      known = undefined
      throw failed(`not kept within ${limitMs} ms`)
    }
  }

  const barrier: Barrier = async system => {
    const { durability, waitsForDisk, waitsForReplica } = await means()
    if (!waitsForDisk && !waitsForReplica) return durability === 'always' ? 'kept' : 'cannot-tell'
    const node = redis instanceof Cluster ? system : ''
    if (!rounds.has(node)) rounds.set(node, createRounds(wait))
    await rounds.get(node)!(system)
    return 'kept'
  }
  return { barrier, means }
}

async function open(redis: Connection): Promise<Connection> {
  const own: Connection = redis instanceof Cluster ? redis.duplicate() : redis.duplicate()
  own.on('error', ignore) // Whatever waits on it fails, and says so.
  await ready(own, limitMs).catch(error => {
    own.disconnect()
    throw error
  })
  return own
}

type Answers = Awaited<ReturnType<ReturnType<Connection['pipeline']>['exec']>>

async function answersOf(asked: Promise<Answers>): Promise<unknown[]> {
  const answers = (await asking('barrier', asked)) ?? []
  return Promise.all(
    answers.map(([error, answer]) => (error ? asking('barrier', Promise.reject(error)) : answer)),
  )
}

const ignore = (): void => {}

const failed = (why: string): OutsideError =>
  new OutsideError(`Redis, barrier: ${why}`, { service: 'redis', fault: 'away', effect: 'unknown' })
