import { expect, test } from 'vitest'
import { eventually } from '../stage.ts'
import { dialStageFor } from './stage.ts'

const stage = dialStageFor()
const origin = { procedure: 'dials', step: 1, title: 'Dials', mark: '0a1b2c3d', text: 'turn 5' }
const changed = 'Step 1 of Dials has changed since.'

test('a step that is rewritten between the yes and the first call is not made', async () => {
  const { asks, approves, now, dial, work, runbook } = await stage()
  const other = await asks(3)
  const run = await asks(5, { origin })
  await approves(run)
  runbook.changed = changed
  work()
  await eventually(async () => (await now(run)).state === 'void', 8_000)
  expect((await now(run)).why).toBe(changed)
  expect(dial.turned).toEqual([])

  // What no runbook asked for does not hang on one.
  await approves(other)
  await eventually(async () => (await now(other)).state === 'succeeded', 8_000)
})

test('a yes, or a breaking of the glass, to a step that was rewritten voids the change, and is not counted', async () => {
  const { asks, approves, face, now, runbook } = await stage()
  const run = await asks(5, { origin })
  runbook.changed = changed
  await expect(approves(run)).rejects.toThrow(`Nothing was begun. ${changed}`)
  expect(await now(run)).toMatchObject({ state: 'void', why: changed, approvals: [] })
  await expect(approves(await now(run))).rejects.toThrow(`was not begun: ${changed}`)
  await expect(asks(5, { origin })).rejects.toThrow(changed)

  delete runbook.changed
  const anew = await asks(5, { origin })
  runbook.changed = changed
  await expect(
    face.apply(anew, { type: 'break-glass', text: 'now', by: anew.requestedBy }, 'glass'),
  ).rejects.toThrow(changed)
  expect(await now(anew)).toMatchObject({ state: 'void' })
})
