import type { Maker } from '../../../ports/calls/call.ts'
import type { Stacks } from '../../../ports/stacks.ts'
import type { Workflows } from '../../../ports/workflows.ts'
import type { AwsClients } from '../clients.ts'
import { createDelete } from './delete.ts'
import { createDetectDrift } from './detect-drift.ts'
import { createExecute } from './execute.ts'
import { createMakeChangeSet } from './make-change-set.ts'
import { createRecover } from './recover.ts'

/** Everything that does something with stacks of CloudFormation. `workflows`: where templates on GitHub are read. */
export const stackMakers = (aws: AwsClients, stacks: Stacks, workflows: Workflows | undefined): Maker[] => [
  createMakeChangeSet(aws, stacks, workflows),
  createExecute(aws, stacks),
  ...createRecover(aws, stacks),
  createDelete(aws, stacks),
  createDetectDrift(aws, stacks),
]
