import { z } from 'zod'
import { UserError } from '../../../src/domain/errors.ts'
import type { Operation } from '../../../src/operations/operation.ts'
import { callKind, callOf, maker } from '../../../src/ports/calls/call.ts'

const turn = callKind('dial:Turn', z.object({ from: z.number(), to: z.number() }))
const push = callKind('dial:Push', z.object({ from: z.number() }))
type Turn = z.infer<typeof turn.params>

/** The smallest outside there could be: a dial that shows a number, can be turned to another, and turns slowly. */
export function createDial() {
  const dial = { shows: 1, turned: [] as number[], pushed: 0, done: true }
  /** What happens before a call is made, or after it was, before it is answered. */
  const trouble: Record<'before' | 'after', () => void> = { before() {}, after() {} }

  const turning = maker<Turn>({
    kind: turn,
    repeatable: true,
    async look({ from, to }) {
      if (dial.shows === to) return { is: 'after', result: { shows: to } }
      return dial.shows === from ? { is: 'before' } : { is: 'other', how: `It shows ${dial.shows}.` }
    },
    async start({ to }) {
      trouble.before()
      dial.turned.push(to)
      dial.shows = to
      trouble.after()
      return { shows: to }
    },
    async observe() {
      if (dial.done) return { is: 'done', progress: { done: 1, of: 1, what: 'turns', said: ['click'] } }
      return { is: 'going', progress: { done: 0, of: 1, what: 'turns', said: [] } }
    },
  })
  /** Cannot be told apart from one that was never made. */
  const pushing = maker<z.infer<typeof push.params>>({
    kind: push,
    repeatable: false,
    look: async () => ({ is: 'before' }),
    async start() {
      trouble.before()
      dial.pushed += 1
      trouble.after()
      return {}
    },
  })

  const turnTo: Operation<{ to: number }> = {
    name: 'turn',
    risk: 'change',
    input: z.object({ to: z.number() }),
    async plan({ to }) {
      if (dial.shows === to) throw new UserError(`The dial shows ${to} already.`)
      const call = (a: number, b: number) =>
        callOf(turn, { on: 'the dial', sets: `${b}`, params: { from: a, to: b } })
      return {
        title: 'turn the dial',
        shifts: [{ from: `${dial.shows}`, to: `${to}` }],
        now: [],
        warnings: [],
        calls: [call(dial.shows, to)],
        undo: [call(to, dial.shows)],
        resources: ['dial'],
      }
    },
  }
  /** To a number, and then one further. */
  const turnOn: Operation<{ to: number }> = {
    ...turnTo,
    name: 'turn-on',
    async plan({ to }) {
      const step = (a: number, b: number) =>
        callOf(turn, { on: 'the dial', sets: `${b}`, params: { from: a, to: b } })
      return {
        title: 'turn the dial, and on',
        shifts: [{ from: `${dial.shows}`, to: `${to + 1}` }],
        now: [],
        warnings: [],
        calls: [step(dial.shows, to), step(to, to + 1)],
        resources: ['dial'],
      }
    },
  }
  /** Something that may not stand open. */
  const turnOpen: Operation<{ to: number }> = {
    ...turnTo,
    name: 'turn-open',
    async plan(input, where) {
      const plan = await turnTo.plan(input, where)
      return { ...plan, title: 'open the dial', exposes: { mostMs: 3_600_000 } }
    },
  }
  const pushOnce: Operation<object> = {
    name: 'push',
    risk: 'change',
    input: z.object({}),
    plan: async () => ({
      title: 'push the button',
      shifts: [{ to: 'pushed' }],
      now: [],
      warnings: [],
      calls: [callOf(push, { on: 'the button', sets: 'a push', params: { from: dial.shows } })],
      resources: ['button'],
    }),
  }
  return {
    dial,
    trouble,
    makers: [turning, pushing],
    operations: [turnTo, turnOn, turnOpen, pushOnce] as unknown as Operation[],
  }
}
