import type { Change, Template } from './template.ts'
import { type Operation, resourceMs, type SimulatedStack } from './world.ts'

export interface Event {
  at: number
  name: string
  type: string
  status: string
  reason?: string
  token: string | undefined
}

const stackType = 'AWS::CloudFormation::Stack'
const verbs = { Add: 'CREATE', Modify: 'UPDATE', Remove: 'DELETE' }

/** All that happens in an operation, oldest first, as far as time has come. */
function eventsOf(stack: SimulatedStack, operation: Operation, now: number): Event[] {
  return timeline(stack, operation).filter(({ at }) => at <= now)
}

function timeline({ name }: SimulatedStack, operation: Operation): Event[] {
  const { kind, token, at, changes } = operation
  const of = (status: string, when: number, reason?: string): Event => ({
    at: when,
    name,
    type: stackType,
    status,
    token,
    ...(reason !== undefined && { reason }),
  })
  const about = ({ name, type }: Change, status: string, when: number, reason?: string): Event => ({
    at: when,
    name,
    type,
    status,
    token,
    ...(reason !== undefined && { reason }),
  })
  if (kind === 'rollback' || kind === 'continue')
    return [
      of('UPDATE_ROLLBACK_IN_PROGRESS', at, 'User Initiated'),
      of('UPDATE_ROLLBACK_COMPLETE', at + resourceMs),
    ]
  const word = kind.toUpperCase()
  const events = [of(`${word}_IN_PROGRESS`, at, 'User Initiated')]
  for (const [i, change] of changes.entries()) {
    const from = at + i * resourceMs
    const verb = kind === 'delete' ? 'DELETE' : verbs[change.action]
    const isCancelled = operation.cancelledAt !== undefined && operation.cancelledAt < from + resourceMs
    events.push(about(change, `${verb}_IN_PROGRESS`, from))
    if (!isCancelled && !change.isBad) {
      events.push(about(change, `${verb}_COMPLETE`, from + resourceMs))
      continue
    }
    const failedAt = isCancelled ? operation.cancelledAt! : from + resourceMs
    const why = isCancelled
      ? 'Resource update cancelled'
      : 'Resource handler returned message: "it cannot be so"'
    events.push(about(change, `${verb}_FAILED`, failedAt, why))
    return [...events, ...back(changes.slice(0, i), change, failedAt, { of, about, kind })]
  }
  const end = at + changes.length * resourceMs
  if (kind !== 'update') return [...events, of(`${word}_COMPLETE`, end)]
  return [
    ...events,
    of('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', end),
    of('UPDATE_COMPLETE', end + resourceMs / 2),
  ]
}

/** What was done until then is taken back, one after the other. */
function back(
  done: Change[],
  failed: Change,
  at: number,
  {
    of,
    about,
    kind,
  }: {
    of(status: string, when: number, reason?: string): Event
    about(change: Change, status: string, when: number, reason?: string): Event
    kind: Operation['kind']
  },
): Event[] {
  if (kind === 'delete')
    return [of('DELETE_FAILED', at, `The following resource(s) failed to delete: [${failed.name}].`)]
  const prefix = kind === 'create' ? 'ROLLBACK' : 'UPDATE_ROLLBACK'
  const events = [
    of(`${prefix}_IN_PROGRESS`, at, `The following resource(s) failed to update: [${failed.name}].`),
    ...done.toReversed().map((change, i) => about(change, 'UPDATE_COMPLETE', at + (i + 1) * resourceMs)),
  ]
  const end = at + (done.length + 1) * resourceMs
  return failed.isStuck
    ? [
        ...events,
        about(failed, 'UPDATE_FAILED', end, 'it cannot be taken back either'),
        of('UPDATE_ROLLBACK_FAILED', end, `The following resource(s) failed to update: [${failed.name}].`),
      ]
    : [...events, of(`${prefix}_COMPLETE`, end)]
}

/** All events of a stack until now, newest first. */
export const allEvents = (stack: SimulatedStack, now: number): Event[] =>
  stack.operations
    .flatMap(operation => eventsOf(stack, operation, now))
    .map((event, i) => ({ event, i }))
    .sort((a, b) => b.event.at - a.event.at || b.i - a.i)
    .map(({ event }) => event)

/** The state of a stack, and why it is in it. */
export function statusOf(stack: SimulatedStack, now: number): { status: string; reason?: string } {
  const last = allEvents(stack, now).find(({ type }) => type === stackType)
  if (!last)
    return { status: stack.changeSets.some(({ isNew }) => isNew) ? 'REVIEW_IN_PROGRESS' : 'CREATE_COMPLETE' }
  return {
    status: last.status,
    ...(last.reason !== undefined && last.reason !== 'User Initiated' && { reason: last.reason }),
  }
}

/** What a stack is made of now: what the last change that succeeded has made of it. */
export function madeOf(stack: SimulatedStack, now: number): Template {
  const done = stack.operations.filter(operation => {
    const ended = eventsOf(stack, operation, now).findLast(({ type }) => type === stackType)
    return operation.becomes && /^(?:CREATE|UPDATE)_COMPLETE/.test(ended?.status ?? '')
  })
  return done.at(-1)?.becomes ?? stack.template
}
