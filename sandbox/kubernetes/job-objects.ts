import { iso } from './objects.ts'
import { jobMs, type SimulatedJob } from './world.ts'

export const isOver = ({ at }: SimulatedJob, now: number): boolean => now - at >= jobMs

/** A job as its API server writes it. */
export const jobObject = (job: SimulatedJob, exit: number, now: number) => ({
  metadata: { namespace: job.namespace, name: job.name },
  status: !isOver(job, now)
    ? { active: 1 }
    : exit === 0
      ? { succeeded: 1, conditions: [{ type: 'Complete', status: 'True' }] }
      : {
          failed: 1,
          conditions: [
            { type: 'Failed', status: 'True', message: 'Job has reached the specified backoff limit' },
          ],
        },
})

export const jobPodObject = (job: SimulatedJob, exit: number, now: number) => ({
  metadata: {
    namespace: job.namespace,
    name: `${job.name}-abcde`,
    creationTimestamp: iso(job.at),
    labels: { 'job-name': job.name },
  },
  spec: { nodeName: 'node-1', containers: [{ name: job.container, image: job.image }] },
  status: {
    phase: isOver(job, now) ? (exit === 0 ? 'Succeeded' : 'Failed') : 'Running',
    startTime: iso(job.at),
    containerStatuses: [
      {
        name: job.container,
        ready: false,
        restartCount: 0,
        state: isOver(job, now)
          ? {
              terminated: {
                exitCode: exit,
                reason: exit === 0 ? 'Completed' : 'Error',
                finishedAt: iso(job.at + jobMs),
              },
            }
          : { running: { startedAt: iso(job.at) } },
      },
    ],
  },
})
