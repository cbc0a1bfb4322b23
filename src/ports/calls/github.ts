import { z } from 'zod'
import { callKind } from './call.ts'

/**
 * Starts a workflow by `workflow_dispatch`. `sha` is what `ref` pointed to when it was planned. Answers `{ id, url }` of
 * the workflow's run.
 */
export const dispatchWorkflow = callKind(
  'github:workflow_dispatch',
  z.object({
    repo: z.string(),
    workflow: z.string(),
    ref: z.string(),
    sha: z.string(),
    inputs: z.record(z.string(), z.string()),
  }),
)

/** Makes a tag at a commit, which starts `workflow`. Answers `{ sha }`. */
export const createTag = callKind(
  'github:create_tag',
  z.object({ repo: z.string(), tag: z.string(), sha: z.string(), workflow: z.string() }),
)
