import type { Aside } from '../ports/aside.ts'
import type { Barrier } from '../ports/barrier.ts'
import type { Connection } from './connect.ts'
import { asideAtMost, asideBytes, keptMs } from './retention.ts'
import { script } from './script.ts'

/**
 * What was not understood, in a stream for each source: its system may be unknown. Of a large body the beginning is kept,
 * and how many `bytes` it had.
 */
export function createAside(redis: Connection, barrier: Barrier): Aside {
  const keep = script(redis, 'aside')
  return {
    async keep({ source, delivery, why, body }) {
      const all = Buffer.from(body)
      const cut = all.length > asideBytes ? ['bytes', all.length] : []
      const part = all.subarray(0, asideBytes).toString()
      const fields = ['delivery', delivery, 'why', why, 'body', part, ...cut]
      const limits = [keptMs.operation, keptMs.aside, asideAtMost]
      const id = await keep(`belay:aside:{${source}}`, delivery, ...limits, ...fields)
      // Where the keys of a system of that name would lie, the stream lies too.
      await barrier(source)
      return id as string
    },
  }
}
