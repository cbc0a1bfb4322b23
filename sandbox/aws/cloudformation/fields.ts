import type { Input } from '../answer.ts'
import { allEvents, type Event, madeOf, statusOf } from './events.ts'
import type { Change, Template } from './template.ts'
import type { SimulatedChangeSet, SimulatedStack } from './world.ts'

/** A list in the flat fields of a form: `Parameters.member.1.ParameterKey`. */
export function listOf(input: Input, name: string): Record<string, string>[] {
  const found: Record<string, string>[] = []
  for (const [key, value] of Object.entries<string>(input)) {
    const [, index, field] = new RegExp(`^${name}\\.member\\.(\\d+)\\.(\\w+)$`).exec(key) ?? []
    if (index === undefined || field === undefined) continue
    const at = Number(index) - 1
    found[at] = { ...found[at], [field]: value }
  }
  return found.filter(one => one !== undefined)
}

const time = (at: number): string => new Date(at).toISOString()

/** A stack as DescribeStacks tells of it. */
export function stackFields(stack: SimulatedStack, now: number) {
  const { status, reason } = statusOf(stack, now)
  const { Outputs = {} } = madeOf(stack, now)
  const drifted = (stack.drifted ?? []).length > 0
  return {
    StackId: stack.id,
    StackName: stack.name,
    CreationTime: time(stack.at),
    LastUpdatedTime: time(stack.operations.at(-1)?.at ?? stack.at),
    StackStatus: status,
    ...(reason !== undefined && { StackStatusReason: reason }),
    EnableTerminationProtection: stack.isProtected === true,
    Parameters: {
      member: Object.entries(stack.parameters).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      })),
    },
    Outputs: {
      member: Object.entries(Outputs).map(([OutputKey, { Value }]) => ({ OutputKey, OutputValue: Value })),
    },
    DriftInformation: {
      StackDriftStatus: stack.driftLookedAt === undefined ? 'NOT_CHECKED' : drifted ? 'DRIFTED' : 'IN_SYNC',
    },
  }
}

export const eventFields = (stack: SimulatedStack, event: Event, number: number) => ({
  StackId: stack.id,
  StackName: stack.name,
  EventId: `event-${number}`,
  Timestamp: time(event.at),
  LogicalResourceId: event.name,
  PhysicalResourceId: event.name === stack.name ? stack.id : `${stack.name}-${event.name}`,
  ResourceType: event.type,
  ResourceStatus: event.status,
  ...(event.reason !== undefined && { ResourceStatusReason: event.reason }),
  ...(event.token !== undefined && { ClientRequestToken: event.token }),
})

/** Its resources, each in the state of the last event about it. */
export function resourceFields(stack: SimulatedStack, { Resources }: Template, now: number) {
  const events = allEvents(stack, now)
  return Object.entries(Resources).map(([name, { Type }]) => ({
    LogicalResourceId: name,
    PhysicalResourceId: `${stack.name}-${name}`,
    ResourceType: Type,
    LastUpdatedTimestamp: time(stack.at),
    ResourceStatus: events.find(event => event.name === name)?.status ?? 'CREATE_COMPLETE',
    DriftInformation: {
      StackResourceDriftStatus:
        stack.driftLookedAt === undefined
          ? 'NOT_CHECKED'
          : stack.drifted?.includes(name)
            ? 'MODIFIED'
            : 'IN_SYNC',
    },
  }))
}

/** So long a change set takes to be made, in milliseconds. */
export const changeSetMs = 3_000

export function changeSetFields(stack: SimulatedStack, set: SimulatedChangeSet, now: number) {
  const isMade = now >= set.at + changeSetMs
  const isEmpty = set.changes.length === 0
  return {
    ChangeSetName: set.name,
    ChangeSetId: set.id,
    StackId: stack.id,
    StackName: stack.name,
    Description: set.description,
    CreationTime: time(set.at),
    Status: isMade ? (isEmpty ? 'FAILED' : 'CREATE_COMPLETE') : 'CREATE_IN_PROGRESS',
    ...(isMade &&
      isEmpty && {
        StatusReason:
          "The submitted information didn't contain changes. Submit different information to create a change set.",
      }),
    ExecutionStatus: set.execution ?? (isMade && !isEmpty ? 'AVAILABLE' : 'UNAVAILABLE'),
    Changes: { member: isMade ? set.changes.map(changeFields) : [] },
  }
}

const changeFields = ({ action, name, type, replacement, policy, properties }: Change) => ({
  Type: 'Resource',
  ResourceChange: {
    Action: action,
    LogicalResourceId: name,
    ResourceType: type,
    ...(replacement !== undefined && { Replacement: replacement }),
    ...(policy !== undefined && { PolicyAction: policy }),
    Scope: { member: action === 'Modify' ? ['Properties'] : [] },
    Details: {
      member: properties.map(Name => ({ Target: { Attribute: 'Properties', Name }, Evaluation: 'Static' })),
    },
  },
})
