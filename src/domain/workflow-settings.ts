import { z } from 'zod'
import { risks } from './run/plan.ts'
import { Text } from './setting.ts'
import { Argument, argumentsFit, blanksOf } from './task-settings.ts'

const Repo = z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'expected owner/repository')

/** A workflow of GitHub Actions that a tag starts, and the branch whose head is tagged. */
export const tagged = { repo: Repo, workflow: Text, ref: Text }

/** A workflow of GitHub Actions that is started by `workflow_dispatch`, the branch it runs on, and what it is given. */
export const dispatched = {
  repo: Repo,
  workflow: Text,
  ref: Text,
  inputs: z.record(z.string(), z.string()).default({}),
}

/** Something that a team does by a workflow: infrastructure, scripts. Its inputs may have blanks, as a task's command has. */
export const Workflow = z
  .strictObject({
    summary: Text,
    ...dispatched,
    risk: z.enum(risks).default('change'),
    arguments: z.record(z.string(), Argument).default({}),
  })
  .superRefine(({ inputs, arguments: given }, ctx) =>
    argumentsFit(blanksOf(Object.values(inputs)), given, 'an input has', ctx),
  )
export type Workflow = z.infer<typeof Workflow>
