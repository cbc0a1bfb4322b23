import { z } from 'zod'
import { workflowResource } from '../domain/run/resource.ts'
import { blanksOf, filled } from '../domain/task-settings.ts'
import type { Workflow } from '../domain/workflow-settings.ts'
import type { Workflows } from '../ports/workflows.ts'
import { dispatch } from './dispatch.ts'
import { valuesOf } from './given.ts'
import { named } from './named.ts'
import type { Operation, Where } from './operation.ts'

const input = z.object({
  workflow: z.string(),
  given: z.array(z.string()).default([]),
  branch: z.string().min(1).max(200).optional(),
})

/** Starts a workflow of GitHub Actions that the environment names, and follows it: infrastructure, scripts. */
export const runWorkflow = (workflows: Workflows | undefined): Operation<z.infer<typeof input>> => ({
  name: 'workflow run',
  risk: ({ workflow, given }, where) => workflowOf(workflow, given, where).risk,
  input,
  async plan({ workflow: name, given, branch }, where) {
    const { system, environment } = where
    const { inputs, arguments: takes, summary, risk, ref, ...github } = workflowOf(name, given, where)
    const values = valuesOf(name, blanksOf(Object.values(inputs)), takes, given)
    const found = await dispatch(
      workflows,
      { ...github, ref: branch ?? ref },
      Object.fromEntries(Object.entries(inputs).map(([key, text]) => [key, filled(text, values)])),
      `workflows.${name}`,
    )
    const said = Object.entries(values).map(([key, value]) => `${key} ${value}`)
    return {
      title: `run ${name} of ${system.title}, ${environment}`,
      shifts: [
        { to: [summary, ...said, `${found.from}${found.commit ? ` ${found.commit}` : ''}`].join(', ') },
      ],
      now: found.now,
      warnings: risk === 'destructive' ? ['It destroys something: its system file says so.'] : [],
      calls: [found.call],
      resources: risk === 'read' ? [] : [workflowResource(environment, name)],
    }
  },
})

/** The workflow of that name; a `UserError` that names those there are. */
function workflowOf(name: string, given: string[], where: Where): Workflow {
  const owner = `${where.system.title} ${where.environment}`
  return named(name, {
    kind: 'workflow',
    owner,
    command: 'workflow run',
    option: 'workflow',
    where,
    given,
    of: ({ workflows }) => workflows,
    none: `${owner} names no workflows: \`workflows\` of the environment is where they stand in its system file.`,
  })
}
