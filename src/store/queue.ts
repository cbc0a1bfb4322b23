import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { JobKind } from '../domain/jobs.ts'
import { priority } from '../domain/priority.ts'
import { readJob } from '../domain/read-job.ts'
import type { Claim, ParkedJob, Queue } from '../ports/queue.ts'
import type { RedisClock } from './clock.ts'
import type { Connection } from './connect.ts'
import { asking, tooLate } from './faults.ts'
import type { History } from './history.ts'
import { keysOf } from './keys.ts'
import { deadline, orderArgs } from './orders.ts'
import { keptMs, parkedAtMost } from './retention.ts'
import { script } from './script.ts'
import { together } from './together.ts'

/** So many orders go into one script, so that none keeps Redis from others for long. */
const atATime = 1_000

/** The jobs of all systems, in Redis. Nothing is claimed before it is known whether `history` goes on. */
export function createQueue(redis: Connection, clock: RedisClock, history?: History): Queue {
  const scripts = {
    order: script(redis, 'order'),
    claim: script(redis, 'claim'),
    renew: script(redis, 'renew'),
    done: script(redis, 'done'),
    retry: script(redis, 'retry'),
    park: script(redis, 'park'),
    depth: script(redis, 'depth'),
  }
  const done = together(async (system, claims: [id: string, token: string][]) => {
    const answers = (await scripts.done(keysOf(system), claims.length, ...claims.flat())) as number[]
    return answers.map(isYes)
  })
  const renew = together(async (system, claims: [id: string, token: string, leaseMs: number][]) => {
    const answers = (await scripts.renew(keysOf(system), claims.length, ...claims.flat())) as number[]
    return answers.map(isYes)
  })
  return {
    async order(system, orders) {
      for (let i = 0; i < orders.length; i += atATime) {
        const some = orderArgs(orders.slice(i, i + atATime))
        if ((await scripts.order(keysOf(system), deadline(clock), ...some)) !== 0) continue
        await clock.sync()
        throw tooLate('order')
      }
    },

    async claim(system, limit, leaseMs, kinds) {
      await history?.known(system)
      const { base, since, rate } = clock.dial()
      const answer = await scripts.claim(
        keysOf(system),
        ...[deadline(clock), limit, leaseMs, randomUUID()],
        ...[base, since, rate],
        ...byWeight(kinds),
      )
      const [nextInMs, ...claims] = answer as [number, ...ClaimReply[]]
      if (nextInMs === -2) await clock.sync()
      return { claims: claims.map(readClaim), nextInMs: nextInMs < 0 ? undefined : nextInMs }
    },

    renew: (system, { id, token }, leaseMs) => renew(system, [id, token, leaseMs]),

    done: (system, { id, token }) => done(system, [id, token]),

    retry: async (system, { id, token }, afterMs, why, count) =>
      (await scripts.retry(keysOf(system), id, token, Math.ceil(afterMs), why, count ? 1 : 0)) === 1,

    park: async (system, { id, token }, why) =>
      (await scripts.park(keysOf(system), id, token, why, keptMs.parked, parkedAtMost)) === 1,

    async find(system, id) {
      const text = await asking('find', redis.hget(`${keysOf(system)}jobs`, id))
      return text === null ? undefined : readJob(/^\d+ \S+ (.*)$/s.exec(text)![1]!, kindOf(id))
    },

    async parked(system) {
      const all = await asking('parked', redis.hgetall(`${keysOf(system)}parked`))
      return Object.entries(all)
        .map(([id, reason]) => readParked(id, reason))
        .sort((a, b) => b.at - a.at)
    },

    async depth(system) {
      const [waiting, held, parked] = (await scripts.depth(keysOf(system))) as [number, number, number]
      return { waiting, held, parked }
    },
  }
}

function byWeight(kinds: readonly string[]): (string | number)[] {
  const weights = [0, 1, 2].map(weight => kinds.filter(kind => priority(kind as JobKind) === weight))
  return [weights.length, ...weights.flatMap(group => [group.length, ...group])]
}

const isYes = (answer: number): boolean => answer === 1

const kindOf = (id: string): string => id.split(':', 1)[0]!

const Reason = z.object({ why: z.string(), at: z.number(), attempts: z.number(), job: z.string() })

/** A job that was put aside, from what `park.lua` keeps of it. */
function readParked(id: string, text: string): ParkedJob {
  const { job, ...reason } = Reason.parse(JSON.parse(text))
  return { id, ...reason, job: readJob(job, kindOf(id)) }
}

type ClaimReply = [id: string, kind: string, job: string, token: string, lateMs: number, tries: string]

/** A claim from what `jobs.lua` says of a job. */
function readClaim([id, kind, text, token, lateMs, tries]: ClaimReply): Claim {
  const [, generation, due, data] = /^(\d+) (\S+) (.*)$/s.exec(text)!
  const [, attempts, lost, over] = /^(\d+) (\d+) ([01]) /.exec(tries) ?? [0, 0, 0, 0]
  return {
    id,
    kind,
    token,
    lateMs,
    job: readJob(data!, kind),
    generation: Number(generation),
    due: Number(due),
    attempts: Number(attempts) + 1,
    lost: Number(lost),
    takeover: Number(over) === 1,
    again: tries !== '',
  }
}
