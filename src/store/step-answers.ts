import type { StepAnswers } from '../ports/step-answers.ts'
import type { Connection } from './connect.ts'
import { asking } from './faults.ts'
import { keysOf } from './keys.ts'
import { keptMs } from './retention.ts'

/** Answers of steps, a hash for what goes together; each that is added keeps all of it for a while again. */
export function createStepAnswers(redis: Connection): StepAnswers {
  const keyOf = (system: string, scope: string) => `${keysOf(system)}step-answers:${scope}`
  return {
    async of({ system, scope }) {
      const found = await asking('step-answers', redis.hgetall(keyOf(system, scope)))
      return new Map(Object.entries(found))
    },
    async keep({ system, scope }, answers) {
      if (answers.size === 0) return
      const key = keyOf(system, scope)
      const writes = redis.multi().hset(key, answers).pexpire(key, keptMs.stepAnswers)
      const done = (await asking('step-answers', writes.exec())) ?? []
      await asking(
        'step-answers',
        Promise.all(done.map(([error, answer]) => (error ? Promise.reject(error) : answer))),
      )
    },
  }
}
