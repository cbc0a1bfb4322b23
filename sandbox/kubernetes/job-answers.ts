import { type Answer, type Asked, type Kept, notFound, ok, refuse } from './asked.ts'
import { jobObject } from './job-objects.ts'

/** What is asked of jobs, which run a command once. */
export const jobAnswers: Record<string, (asked: Asked, kept: Kept) => Answer> = {
  'create jobs'(asked, kept) {
    const { namespace, body } = asked
    const { name } = body.metadata
    if (kept.jobs.has(`${namespace}/${name}`))
      return refuse(409, 'AlreadyExists', `jobs.batch "${name}" already exists`)
    const [container] = body.spec.template.spec.containers
    const { image, command } = container
    kept.jobs.set(`${namespace}/${name}`, {
      namespace,
      name,
      image,
      command,
      container: container.name,
      at: kept.now(),
    })
    return { status: 201, body }
  },

  'get jobs'(asked, kept) {
    const job = kept.jobs.get(`${asked.namespace}/${asked.name}`)
    return job ? ok(jobObject(job, kept.outcome(job.command).exit, kept.now())) : notFound(asked)
  },

  'delete jobs'(asked, kept) {
    return kept.jobs.delete(`${asked.namespace}/${asked.name}`) ? ok({}) : notFound(asked)
  },
}
