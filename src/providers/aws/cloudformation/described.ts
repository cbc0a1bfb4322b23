import type { Change, StackEvent as Event, Stack, StackResourceSummary } from '@aws-sdk/client-cloudformation'
import type { ResourceChange } from '../../../domain/stack-change.ts'
import type { StackEvent, StackResource, StackState } from '../../../ports/stacks.ts'

/** What CloudFormation describes, as far as it is read. */
export const stateOf = (stack: Stack): StackState => {
  const changedAt = stack.LastUpdatedTime ?? stack.CreationTime
  return {
    id: stack.StackId ?? '',
    status: stack.StackStatus ?? '',
    parameters: (stack.Parameters ?? []).map(({ ParameterKey = '' }) => ParameterKey),
    outputs: (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => ({
      name: OutputKey,
      value: OutputValue,
    })),
    isProtected: stack.EnableTerminationProtection === true,
    drift: stack.DriftInformation?.StackDriftStatus ?? 'NOT_CHECKED',
    ...(stack.StackStatusReason && { reason: stack.StackStatusReason }),
    ...(changedAt && { changedAt: changedAt.getTime() }),
  }
}

export function changeOf({ ResourceChange: change }: Change): ResourceChange[] {
  if (!change) return []
  const properties = (change.Details ?? []).flatMap(({ Target }) => Target?.Name ?? [])
  const scope = (change.Scope ?? []).filter(one => one !== 'Properties').map(one => one.toLowerCase())
  return [
    {
      action: change.Action ?? '',
      name: change.LogicalResourceId ?? '',
      type: change.ResourceType ?? '',
      what: [...new Set([...properties, ...scope])],
      ...(change.Replacement && { replacement: change.Replacement }),
      ...(change.PolicyAction && { policy: change.PolicyAction }),
    },
  ]
}

export const eventOf = (event: Event): StackEvent => ({
  at: event.Timestamp?.getTime() ?? 0,
  name: event.LogicalResourceId ?? '',
  type: event.ResourceType ?? '',
  status: event.ResourceStatus ?? '',
  isStack: event.PhysicalResourceId === event.StackId,
  ...(event.ResourceStatusReason && { reason: event.ResourceStatusReason }),
  ...(event.ClientRequestToken && { token: event.ClientRequestToken }),
})

export const resourceOf = (one: StackResourceSummary): StackResource => ({
  name: one.LogicalResourceId ?? '',
  type: one.ResourceType ?? '',
  status: one.ResourceStatus ?? '',
  ...(one.PhysicalResourceId && { id: one.PhysicalResourceId }),
  ...(one.DriftInformation?.StackResourceDriftStatus && {
    drift: one.DriftInformation.StackResourceDriftStatus,
  }),
})
