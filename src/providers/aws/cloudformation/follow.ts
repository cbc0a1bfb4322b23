import type { Observation } from '../../../ports/calls/call.ts'
import { firstFailed, type StackEvent, type Stacks, type StackTarget } from '../../../ports/stacks.ts'
import { plain } from '../diagnosis.ts'

/** The end of a change, but for the cleaning up after it. */
const isEnd = (status: string): boolean => /_(?:COMPLETE|FAILED)$/.test(status)

/** So many of the last events are told. */
const told = 3

/** How far a change of a stack is by its events, until one of the stack itself says that it has ended. */
export async function follow(
  stacks: Stacks,
  target: StackTarget,
  { token, well, count }: { token: string; well: RegExp; count: number },
): Promise<Observation> {
  const events = await stacks.eventsSince(target, token)
  const progress = progressOf(events, count)
  const now = events.find(({ isStack }) => isStack)
  if (!now || !isEnd(now.status)) return { is: 'going', progress }
  if (well.test(now.status)) return { is: 'done', progress: { ...progress, done: count } }
  return { is: 'failed', why: whyFailed(now, events), said: progress.said }
}

function progressOf(events: StackEvent[], count: number) {
  const own = events.filter(({ isStack }) => !isStack)
  const done = new Set(own.filter(({ status }) => status.endsWith('_COMPLETE')).map(({ name }) => name))
  const [last] = events
  return {
    ...(last && { begun: inWords(last) }),
    done: Math.min(done.size, count),
    of: count,
    what: 'resources done',
    said: own.slice(0, told).reverse().map(inWords),
  }
}

/** "Database: UPDATE_FAILED, the class is not available" */
const inWords = ({ name, status, reason }: StackEvent): string =>
  `${name}: ${status}${reason ? `, ${plain(reason)}` : ''}`

function whyFailed(now: StackEvent, events: StackEvent[]): string {
  const first = firstFailed(events)
  const why = first ? `${first.name} ${plain(first.reason ?? first.status)}` : plain(now.reason ?? now.status)
  switch (now.status) {
    case 'UPDATE_ROLLBACK_COMPLETE':
      return `It failed, and the stack is as it was before: ${why}`
    case 'UPDATE_ROLLBACK_FAILED':
      return `It failed, and could not go back either. Mend what stands in the way, then: stack rollback. ${why}`
    case 'ROLLBACK_COMPLETE':
      return `The stack could not be made, and nothing is left of it but its name: ${why}`
    default:
      return `The stack is in ${now.status}: ${why}`
  }
}
