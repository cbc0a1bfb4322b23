import { clocks } from '../../src/domain/clocks.ts'
import { timers } from '../../src/domain/events.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { jobId } from '../../src/domain/jobs.ts'
import type { Memory } from '../memory/memory.ts'
import { system } from '../system.ts'

/** Every deadline of an incident is owed, for its time and no other; and nothing is that it does not have. */
export function misowed({ of }: Memory, incident: Incident): string | undefined {
  const { jobs } = of(system.system)
  const due = clocks(incident)
  for (const timer of timers) {
    const id = jobId({ kind: 'timer', incident: incident.id, timer })
    const [job, at] = [jobs.all.get(id), due[timer]]
    if (at !== undefined && !job) return `${id} is due at ${at}, and is not owed`
    if (job?.place === 'waiting' && at === undefined)
      return `${id} is owed, and the incident has no such deadline`
    if (job?.place === 'waiting' && job.due !== at) return `${id} is owed for ${job.due}, and is due at ${at}`
    if (job?.token !== undefined && at !== undefined && job.next === 'cancelled')
      return `${id} is due at ${at}, and will be forgotten by whoever has it in hand`
  }
  return undefined
}
