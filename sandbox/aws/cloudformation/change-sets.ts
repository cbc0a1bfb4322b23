import { arn, ok, refuse, type Service } from '../answer.ts'
import { madeOf } from './events.ts'
import { changeSetFields, listOf } from './fields.ts'
import { idOf, type Kept } from './kept.ts'
import { differences, templateOf } from './template.ts'
import type { SimulatedStack } from './world.ts'

/** What is asked of change sets. */
export function createChangeSets({
  now,
  stacks,
  find,
  missing,
  isGone,
  on,
  bodyOf,
  begin,
}: Kept): Service['answers'] {
  return {
    CreateChangeSet(input) {
      const isNew = input.ChangeSetType === 'CREATE'
      const known = find(input.StackName)
      const stack = known && !isGone(known) ? known : undefined
      if (!stack && !isNew) return missing(input.StackName)
      const body = bodyOf(input)
      if (body === undefined) return refuse('ValidationError', 'S3 error: The specified key does not exist.')
      const template = templateOf(body)
      const mine: SimulatedStack = stack ?? {
        name: input.StackName,
        id: idOf(input.StackName, stacks.size),
        at: now(),
        template: { Resources: {} },
        parameters: {},
        operations: [],
        changeSets: [],
      }
      if (mine.changeSets.some(({ name }) => name === input.ChangeSetName))
        return refuse('AlreadyExistsException', `ChangeSet ${input.ChangeSetName} already exists.`)
      stacks.set(mine.name, mine)
      const id = arn('cloudformation', `changeSet/${input.ChangeSetName}/${mine.changeSets.length}`)
      const changes = differences(madeOf(mine, now()).Resources, template.Resources)
      const description = input.Description ?? ''
      mine.changeSets.push({
        name: input.ChangeSetName,
        id,
        description,
        at: now(),
        isNew,
        template,
        changes,
      })
      for (const { ParameterKey, ParameterValue } of listOf(input, 'Parameters'))
        if (ParameterKey && ParameterValue !== undefined) mine.parameters[ParameterKey] = ParameterValue
      return ok({ Id: id, StackId: mine.id })
    },

    DescribeChangeSet: on((stack, { ChangeSetName }) => {
      const set = stack.changeSets.find(({ name, id }) => name === ChangeSetName || id === ChangeSetName)
      if (!set) return refuse('ChangeSetNotFound', `ChangeSet [${ChangeSetName}] does not exist`, 404)
      return ok(changeSetFields(stack, set, now()))
    }),

    ExecuteChangeSet: on((stack, { ChangeSetName, ClientRequestToken: token }) => {
      const set = stack.changeSets.find(({ name, id }) => name === ChangeSetName || id === ChangeSetName)
      if (!set) return refuse('ChangeSetNotFound', `ChangeSet [${ChangeSetName}] does not exist`, 404)
      if (set.execution && !stack.operations.some(one => one.token === token))
        return refuse(
          'InvalidChangeSetStatus',
          `ChangeSet [${set.id}] cannot be executed in its current execution status of [${set.execution}]`,
        )
      const kind = set.isNew ? 'create' : 'update'
      const answer = begin(stack, { kind, token, changes: set.changes, becomes: set.template })
      if ('error' in answer) return answer
      for (const other of stack.changeSets)
        other.execution ??= other === set ? 'EXECUTE_COMPLETE' : 'OBSOLETE'
      return ok()
    }),
  }
}
