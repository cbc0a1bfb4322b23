import { z } from 'zod'
import { account } from './account.ts'
import { callKind } from './call.ts'

const target = { ...account, stack: z.string() }

/**
 * Works out what a template would change, and changes nothing itself. `keep`: parameters that stay as they are; `sha`: the
 * commit whose template it is. Its name is made of the run, by which it is found again. Answers
 * `{ changeSet, isEmpty, loses }`.
 */
export const createChangeSet = callKind(
  'cloudformation:CreateChangeSet',
  z.object({
    ...target,
    isNew: z.boolean(),
    template: z.union([
      z.object({ url: z.string() }),
      z.object({ repo: z.string(), path: z.string(), sha: z.string() }),
    ]),
    from: z.string(),
    capabilities: z.array(z.string()),
    keep: z.array(z.string()),
    set: z.record(z.string(), z.string()),
  }),
)

/** Has a stack become what a change set says. `changes`: what that was when it was planned, in lines. */
export const executeChangeSet = callKind(
  'cloudformation:ExecuteChangeSet',
  z.object({ ...target, changeSet: z.string(), changes: z.string(), count: z.int() }),
)

/** Has a stack whose change failed go back to how it was before. `from`: the state it is in. */
export const rollbackStack = callKind(
  'cloudformation:RollbackStack',
  z.object({ ...target, from: z.string() }),
)
export const continueRollback = callKind(
  'cloudformation:ContinueUpdateRollback',
  z.object({ ...target, from: z.string() }),
)

/** Deletes a stack, by its ARN, with everything that it made. */
export const deleteStack = callKind('cloudformation:DeleteStack', z.object({ ...target, count: z.int() }))

/** Compares a stack's resources with its template. Changes nothing. */
export const detectDrift = callKind('cloudformation:DetectStackDrift', z.object(target))
