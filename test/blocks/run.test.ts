import { expect, test } from 'vitest'
import { runMessage } from '../../blocks/run.ts'
import type { Run } from '../../src/domain/run/run.ts'
import type { Step } from '../../src/domain/run/step.ts'
import { aCall, aPlan, aRun, at, ben, minute } from '../domain/run/cast.ts'
import { button, clicks, objects, reads } from './reading.ts'

const shows = (run: Run) => runMessage(run, { approvers: ['Ben'] })
const step = (state: Step['state']): Step => ({ call: aCall(), state })

/** Ana's change, begun, and stopped by Ben. */
const begun = (more: Partial<Run>): Run =>
  aRun({
    state: 'running',
    startedAt: at + minute,
    stateAt: at + minute,
    steps: [step('done'), step('started')],
    cancel: { by: ben, at: at + 2 * minute },
    ...more,
  })

test('while it is being stopped, it says who wants that; once it is, how far it came', () => {
  const stopping = reads(shows(begun({})))
  expect(stopping).toMatch(/^⏳ being stopped: roll back api-gateway, production\n/)
  expect(stopping).toContain('Ben wants it stopped at 02:21')
  const stopped = shows(begun({ state: 'cancelled', endedAt: at + 3 * minute }))
  expect(stopped.text).toBe('🟠 stopped after 1 of 2 steps: roll back api-gateway, production')
  expect(reads(stopped)).toContain('Ben wanted it stopped at 02:21')
  const tasks = [...objects(stopped.blocks)].filter(({ type }) => type === 'task_card')
  expect(tasks.map(({ status }) => status)).toEqual(['complete', 'error'])
})

test('why it failed is told once: of the whole, and of a step only what that does not say', () => {
  const why = 'AWS refused ecs:UpdateService on api-gateway'
  const failed = (whole: string) =>
    JSON.stringify(
      shows(
        begun({
          state: 'failed',
          endedAt: at + 3 * minute,
          why: whole,
          steps: [step('done'), { ...step('failed'), why }],
        }),
      ).blocks,
    )
  expect(failed(why).split(why)).toHaveLength(2)
  expect(failed('Its time is over.')).toMatch(/Its time is over\..*AWS refused ecs:UpdateService/)
})

test('what was called off before it began is cancelled, and nothing else', () => {
  const { text } = shows(aRun({ state: 'cancelled', endedAt: at }))
  expect(text).toBe('⚪ cancelled: roll back api-gateway, production')
})

test('whether to cancel is asked in words that cannot be taken for each other; what does without others is red', () => {
  const waiting = shows(aRun({ mayGoAlone: true }))
  const { confirm, style } = button(waiting, 'Cancel')
  expect([confirm.confirm.text, confirm.deny.text, style]).toEqual(['Stop it', 'Keep it', undefined])
  expect(button(waiting, 'Break the glass').style).toBe('danger')
})

test('the way back of those who were shut out is a button, as long as their names fit into one', () => {
  const users = ['instructor-7', 'pilot-70', 'u'.repeat(2_000)]
  const disabled = (count: number) => {
    const calls = users.slice(0, count).map(user => aCall({ params: { user } }))
    const [operation, input] = ['users disable', { pool: 'pilots', users }]
    return clicks(shows(aRun({ operation, input, plan: aPlan({ calls }), state: 'succeeded', stateAt: at })))
  }
  expect(disabled(2)['Let them in again']).toMatch(
    /^users enable .* --pool pilots --users "instructor-7 pilot-70"$/,
  )
  expect(disabled(3)).not.toHaveProperty('Let them in again')
})
