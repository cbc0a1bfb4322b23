import { type Answer, arn, type Input, ok, refuse, type Service } from '../answer.ts'
import { changeSetFields, eventFields, listOf, resourceFields, stackFields } from './fields.ts'
import { differences, type Template, templateOf } from './template.ts'
import { allEvents, madeOf, type Operation, resourceMs, type SimulatedStack, statusOf } from './world.ts'

/** How many events one page has. */
const pageSize = 20

/** AWS CloudFormation: stacks and their change sets. Changes take their time by `now`. */
export function createCloudFormation(now: () => number) {
  const stacks = new Map<string, SimulatedStack>()
  /** Templates in S3, by their address. */
  const templates = new Map<string, string>()
  let detections = 0

  const find = (name: string): SimulatedStack | undefined =>
    [...stacks.values()].find(stack => stack.id === name) ?? stacks.get(name)
  const missing = (name: string) => refuse('ValidationError', `Stack with id ${name} does not exist`)
  const isGone = (stack: SimulatedStack) => statusOf(stack, now()).status === 'DELETE_COMPLETE'

  /** An action on a stack that is there; of one that is gone only by its ARN. */
  const on =
    (answer: (stack: SimulatedStack, input: Input) => Answer): Service['answers'][string] =>
    input => {
      const stack = find(input.StackName)
      if (!stack || (isGone(stack) && input.StackName !== stack.id)) return missing(input.StackName)
      return answer(stack, input)
    }

  const bodyOf = ({ TemplateBody, TemplateURL }: Input): string | undefined =>
    TemplateBody ?? templates.get(TemplateURL)

  /** Begins something, unless it was begun by the same request already. */
  function begin(stack: SimulatedStack, operation: Omit<Operation, 'at'>): Answer {
    if (stack.operations.some(({ token }) => token !== undefined && token === operation.token)) return ok()
    const { status } = statusOf(stack, now())
    if (/_IN_PROGRESS$/.test(status) && status !== 'REVIEW_IN_PROGRESS')
      return refuse('ValidationError', `Stack:${stack.id} is in ${status} state and can not be updated.`)
    stack.operations.push({ ...operation, at: now() })
    return ok()
  }

  const answers: Service['answers'] = {
    DescribeStacks: on(stack => ok({ Stacks: { member: [stackFields(stack, now())] } })),

    DescribeStackEvents: on((stack, { NextToken = '0' }) => {
      const all = allEvents(stack, now())
      const from = Number(NextToken)
      const next = from + pageSize
      return ok({
        StackEvents: {
          member: all.slice(from, next).map((event, i) => eventFields(stack, event, all.length - from - i)),
        },
        ...(next < all.length && { NextToken: `${next}` }),
      })
    }),

    ListStackResources: on(stack =>
      ok({ StackResourceSummaries: { member: resourceFields(stack, madeOf(stack, now()), now()) } }),
    ),

    GetTemplateSummary(input) {
      const body = bodyOf(input)
      if (body === undefined) return refuse('ValidationError', 'S3 error: The specified key does not exist.')
      const { Parameters = {}, Resources } = templateOf(body)
      const needs = Object.values(Resources).some(({ Type }) => Type === 'AWS::IAM::Role')
      return ok({
        Parameters: {
          member: Object.entries(Parameters).map(([ParameterKey, { Type, Default }]) => ({
            ParameterKey,
            ParameterType: Type,
            ...(Default !== undefined && { DefaultValue: `${Default}` }),
          })),
        },
        Capabilities: { member: needs ? ['CAPABILITY_IAM'] : [] },
      })
    },

    CreateChangeSet(input) {
      const isNew = input.ChangeSetType === 'CREATE'
      const known = find(input.StackName)
      const stack = known && !isGone(known) ? known : undefined
      if (!stack && !isNew) return missing(input.StackName)
      const body = bodyOf(input)
      if (body === undefined) return refuse('ValidationError', 'S3 error: The specified key does not exist.')
      const template = templateOf(body)
      const mine: SimulatedStack = stack ?? {
        ...{ name: input.StackName, id: idOf(input.StackName, stacks.size), at: now() },
        ...{ template: { Resources: {} }, parameters: {}, operations: [], changeSets: [] },
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

    CancelUpdateStack: on(stack => {
      const { status } = statusOf(stack, now())
      if (status !== 'UPDATE_IN_PROGRESS')
        return refuse(
          'ValidationError',
          `CancelUpdateStack cannot be called from current stack status: ${status}`,
        )
      stack.operations.at(-1)!.cancelledAt = now()
      return ok()
    }),

    RollbackStack: on((stack, { ClientRequestToken: token }) =>
      begin(stack, { kind: 'rollback', token, changes: [] }),
    ),
    ContinueUpdateRollback: on((stack, { ClientRequestToken: token }) =>
      begin(stack, { kind: 'continue', token, changes: [] }),
    ),

    DeleteStack: on((stack, { ClientRequestToken: token }) => {
      if (stack.isProtected)
        return refuse(
          'ValidationError',
          `Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`,
        )
      const changes = differences(madeOf(stack, now()).Resources, {})
      return begin(stack, { kind: 'delete', token, changes })
    }),

    DetectStackDrift: on(stack => {
      stack.driftLookedAt = now()
      return ok({ StackDriftDetectionId: `${stack.name}/${++detections}` })
    }),

    DescribeStackDriftDetectionStatus({ StackDriftDetectionId }) {
      const stack = stacks.get(StackDriftDetectionId.split('/')[0])
      if (!stack) return missing(StackDriftDetectionId)
      const isOver = now() >= (stack.driftLookedAt ?? 0) + resourceMs
      return ok({
        StackId: stack.id,
        StackDriftDetectionId,
        DetectionStatus: isOver ? 'DETECTION_COMPLETE' : 'DETECTION_IN_PROGRESS',
        ...(isOver && { StackDriftStatus: (stack.drifted ?? []).length > 0 ? 'DRIFTED' : 'IN_SYNC' }),
        Timestamp: new Date(now()).toISOString(),
      })
    },
  }

  return {
    answers,
    resource: ({ StackName = '*' }) => arn('cloudformation', `stack/${StackName}/*`),
    /** Adds a stack as a template makes it, or changes one that is there. */
    set(change: { name: string; body?: string } & Partial<Omit<SimulatedStack, 'name' | 'template'>>): void {
      const { body, ...more } = change
      const template: Template | undefined = body === undefined ? undefined : templateOf(body)
      const fresh = {
        ...{ id: idOf(change.name, stacks.size), at: now(), template: { Resources: {} } },
        ...{ parameters: {}, operations: [], changeSets: [] },
      }
      stacks.set(change.name, {
        ...(stacks.get(change.name) ?? fresh),
        ...more,
        ...(template && { template }),
      })
    },
    status: (name: string): string | undefined => {
      const stack = stacks.get(name)
      return stack && statusOf(stack, now()).status
    },
    /** Puts a template where its address says. */
    put: (url: string, body: string): void => void templates.set(url, body),
  } satisfies Service & Record<string, unknown>
}

const idOf = (name: string, count: number): string =>
  arn('cloudformation', `stack/${name}/00000000-0000-0000-0000-${`${count}`.padStart(12, '0')}`)
