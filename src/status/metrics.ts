import type { Logger } from 'pino'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Queue } from '../ports/queue.ts'

/** What Belay counts of itself, in Prometheus's terms. Queue depths are read when they are asked for. */
export function createMetrics(queue: Queue, systems: string[], log: Logger) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]

  new Gauge({
    name: 'belay_jobs',
    help: 'Jobs by system and state: waiting for their time, held by a worker or for another try, parked for a person.',
    labelNames: ['system', 'state'],
    registers,
    async collect() {
      this.reset()
      for (const system of systems) {
        try {
          const depth = await queue.depth(system)
          for (const [state, count] of Object.entries(depth)) this.set({ system, state }, count)
        } catch (err) {
          // The rest is worth knowing just when Redis is away.
          log.warn({ err, system }, 'the jobs of a system could not be counted')
        }
      }
    },
  })
  const jobs = new Counter({
    name: 'belay_jobs_total',
    help: 'Jobs that left a worker, by kind and result.',
    labelNames: ['kind', 'result'],
    registers,
  })
  const lateness = new Histogram({
    name: 'belay_job_lateness_seconds',
    help: 'How long after its time a job was claimed, in real seconds.',
    labelNames: ['kind'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 600],
    registers,
  })
  const requests = new Counter({
    name: 'belay_requests_total',
    help: 'Requests from outside, by door and what became of them; unlisted ones are among those taken.',
    labelNames: ['door', 'result'],
    registers,
  })
  const acks = new Histogram({
    name: 'belay_ack_seconds',
    help: 'How long Slack waited for an acknowledgement, in seconds: it gives up after 3.',
    buckets: [0.005, 0.02, 0.1, 0.5, 1, 3],
    registers,
  })
  const commands = new Counter({
    name: 'belay_commands_total',
    help: 'Commands by name and result.',
    labelNames: ['command', 'result'],
    registers,
  })
  return { registry, jobs, lateness, requests, acks, commands }
}
export type Metrics = ReturnType<typeof createMetrics>
