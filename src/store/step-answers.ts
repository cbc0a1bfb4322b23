import { z } from 'zod'
import type { SecretReference } from '../domain/runbook/secret-reference.ts'
import type { StepAnswers, StepValue } from '../ports/step-answers.ts'
import type { Connection } from './connect.ts'
import { asking } from './faults.ts'
import { keysOf } from './keys.ts'
import { keptMs } from './retention.ts'

/** Before the name of what is kept of a secret: where it is. */
const reference = 'reference '

const Reference = z.custom<SecretReference>(one => z.object({ name: z.string() }).safeParse(one).success)

/** Answers of steps, a hash for what goes together; each that is added keeps all of it for a while again. */
export function createStepAnswers(redis: Connection): StepAnswers {
  const keyOf = (system: string, scope: string) => `${keysOf(system)}step-answers:${scope}`
  return {
    async of({ system, scope }) {
      const found = await asking('step-answers', redis.hgetall(keyOf(system, scope)))
      return new Map(
        Object.entries(found).map(([name, value]): [string, StepValue] =>
          name.startsWith(reference)
            ? [name.slice(reference.length), Reference.parse(JSON.parse(value))]
            : [name, value],
        ),
      )
    },
    async keep({ system, scope }, answers) {
      if (answers.size === 0) return
      const key = keyOf(system, scope)
      const writes = redis.multi()
      for (const [name, value] of answers) {
        const other = `${reference}${name}`
        // What is set anew is the one or the other.
        if (typeof value === 'string') writes.hset(key, name, value).hdel(key, other)
        else writes.hset(key, other, JSON.stringify(value)).hdel(key, name)
      }
      const done = (await asking('step-answers', writes.pexpire(key, keptMs.stepAnswers).exec())) ?? []
      await asking(
        'step-answers',
        Promise.all(done.map(([error, answer]) => (error ? Promise.reject(error) : answer))),
      )
    },
  }
}
