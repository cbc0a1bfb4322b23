import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import type { Reading } from '../../domain/reading.ts'
import { firstFailed, hasDrifted, type Stacks } from '../../ports/stacks.ts'
import { lineAt } from '../line-at.ts'
import type { Read } from '../read.ts'
import { findStack, stackInput, there } from './found.ts'

const input = z.object(stackInput)

/** So many of the latest events are shown. */
const latest = 20

/** How a stack is: its state, what it puts out, whether it has drifted, its resources that are not as they should be. */
export const showStack = (stacks: Stacks): Read<z.infer<typeof input>> => ({
  name: 'stack',
  input,
  async read({ stack }, where) {
    const found = await findStack(stacks, stack, where)
    const state = there(found)
    const resources = await stacks.resources(found.target)
    const failed = resources.filter(({ status }) => status.endsWith('_FAILED'))
    const drifted = resources.filter(hasDrifted)
    const at = `--stack ${stack}`
    return {
      state: stateOf(state.status),
      title: `${found.title}: ${state.status}`,
      lines: [
        ...(state.reason ? [state.reason] : []),
        `${counted(resources.length, 'resource')}${failed.length > 0 ? `, failed: ${failed.map(({ name }) => name).join(', ')}` : ''}`,
        state.drift === 'NOT_CHECKED'
          ? 'Whether they are as the template says was not looked for yet.'
          : drifted.length > 0
            ? `Otherwise than the template says: ${drifted.map(({ name, drift = '' }) => `${name} (${drift.toLowerCase()})`).join(', ')}`
            : 'They are as the template says.',
        ...(state.isProtected ? ['It is protected from being deleted.'] : []),
      ],
      ...(state.outputs.length > 0 && {
        table: {
          columns: ['Output', 'Value'],
          rows: state.outputs.map(({ name, value }) => [name, value]),
        },
      }),
      offers: [
        ...(/^(?:UPDATE_ROLLBACK_FAILED|UPDATE_FAILED|CREATE_FAILED)$/.test(state.status)
          ? [{ label: 'Roll it back', command: `${lineAt('stack rollback', where)} ${at}` }]
          : []),
        { label: 'Events', command: `${lineAt('stack events', where)} ${at}` },
        { label: 'What would change', command: `${lineAt('stack changes', where)} ${at}` },
        { label: 'Look for drift', command: `${lineAt('stack drift', where)} ${at}` },
      ],
    } satisfies Reading
  },
})

/** The latest events of a stack, the newest first, with why something failed. */
export const showStackEvents = (stacks: Stacks): Read<z.infer<typeof input>> => ({
  name: 'stack events',
  input,
  async read({ stack }, where) {
    const found = await findStack(stacks, stack, where)
    const state = there(found)
    const events = (await stacks.events(found.target)).slice(0, latest)
    const first = firstFailed(events)
    return {
      state: stateOf(state.status),
      title: `${found.title}: ${state.status}`,
      lines: first ? [`${first.name} failed: ${first.reason ?? first.status}`] : [],
      table: {
        columns: ['At', 'Resource', 'Type', 'State', 'Why'],
        rows: events.map(({ at, name, type, status, reason = '' }) => [{ at }, name, type, status, reason]),
      },
      offers: [{ label: 'Again', command: `${lineAt('stack events', where)} --stack ${stack}` }],
    } satisfies Reading
  },
})

function stateOf(status: string): NonNullable<Reading['state']> {
  if (status.endsWith('_FAILED') || status === 'ROLLBACK_COMPLETE') return 'down'
  return status.endsWith('_IN_PROGRESS') || status === 'UPDATE_ROLLBACK_COMPLETE' ? 'unsettled' : 'fine'
}
