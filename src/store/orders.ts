import { jobId, type Order } from '../domain/jobs.ts'
import type { RedisClock } from './clock.ts'
import { commandTimeoutMs } from './connect.ts'

/** The real time after which a script must do nothing: whoever sent it has given up by then. */
export const deadline = (clock: RedisClock): number => clock.redis() + commandTimeoutMs - 1_000

/** Orders as the scripts read them. */
export function orderArgs(orders: Order[]): (string | number)[] {
  const args = orders.flatMap(({ job, due, when }) => {
    const id = jobId(job)
    if (!Number.isFinite(due)) throw new RangeError(`${id} is ordered for ${due}`)
    return [id, job.kind, JSON.stringify(job), due, when]
  })
  return [orders.length, ...args]
}
