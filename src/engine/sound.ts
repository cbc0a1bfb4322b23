import type { Job } from '../domain/jobs.ts'
import { neverParks } from '../domain/priority.ts'
import type { Claim } from '../ports/queue.ts'
import { PutAside } from './performer.ts'

/** After as many workers in a row that were lost with a job in hand, it is taken to be what ends them. */
const maxLost = 5

/** What is owed, if it can be read and does not end whoever tries. Pages and deadlines are tried all the same. */
export function sound({ job, lost }: Claim): Job {
  if (!job) throw new PutAside('What is owed cannot be read.')
  if (lost >= maxLost && !neverParks(job.kind))
    throw new PutAside(`${lost} workers in a row ended with it in hand.`)
  return job
}
