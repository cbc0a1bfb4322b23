import { OutsideError } from '../domain/errors.ts'
import type { Queue } from '../ports/queue.ts'

/** How long ago a system's last look for work may be, in real milliseconds; an idle worker looks twice a second. */
const quietMs = 30_000

export interface WellnessDeps {
  systems: string[]
  /** Resolves when Redis answers, and takes what is written. */
  tryRedis(): Promise<unknown>
  /** Whether Slack has told who Belay is and lets it in: once is enough, it may be away now. */
  knowsItself(): boolean
  /** Real milliseconds. */
  now(): number
}

/** Whether Belay does its work, and not only answers. */
export function createWellness({ systems, tryRedis, knowsItself, now }: WellnessDeps) {
  /** When each worker has looked for the work of each system. */
  const looks: Map<string, number>[] = []

  /** Rejects with the reason when it cannot take in what is told and asked; Slack being away is none. */
  async function ready(): Promise<void> {
    await tryRedis().catch(cause => {
      const code = cause instanceof OutsideError ? cause.fault.code : undefined
      throw new Error(code ? `Redis answers ${code} and takes nothing in` : 'Redis does not answer', {
        cause,
      })
    })
    const isIdle = (system: string) => (lookedAt: Map<string, number>) =>
      now() - (lookedAt.get(system) ?? Number.NEGATIVE_INFINITY) > quietMs
    const idle = systems.filter(system => looks.length === 0 || looks.some(isIdle(system)))
    if (idle.length > 0) throw new Error(`nobody looks for work of ${idle.join(', ')}`)
  }

  return {
    /** The same queue for one worker, whose completed looks for work are remembered. */
    watched(queue: Queue): Queue {
      const lookedAt = new Map<string, number>()
      looks.push(lookedAt)
      return {
        ...queue,
        async claim(system, ...how) {
          const claimed = await queue.claim(system, ...how)
          lookedAt.set(system, now())
          return claimed
        },
      }
    },
    ready,
    /** Rejects with the reason when it is not ready, or people cannot be told yet. */
    async well(): Promise<void> {
      await ready()
      if (!knowsItself()) throw new Error('Slack does not know Belay; the log says why')
    },
  }
}
