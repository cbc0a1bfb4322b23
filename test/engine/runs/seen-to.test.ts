import { expect, test } from 'vitest'
import type { Checklist } from '../../../src/domain/checklist/checklist.ts'
import type { Run } from '../../../src/domain/run/run.ts'
import { seenTo } from '../../../src/engine/runs/seen-to.ts'
import { ana, ben } from './stage.ts'

const list = (ticked?: { by: typeof ana; at: number }) =>
  ({
    id: 'morning',
    items: [{ step: 3, title: 'Back up', notes: [], ...(ticked && { ticked }) }],
  }) as unknown as Checklist
const kept = (value: Checklist) => ({ checklist: async () => ({ value, version: '1' }) })
const run = (state: Run['state']) =>
  ({
    system: 'travellr',
    state,
    requestedBy: ana,
    origin: { item: { checklist: 'morning', step: 3 } },
  }) as unknown as Run

test('an item is ticked by the run that was asked for by it, in one save with its success', async () => {
  const [saved] = await seenTo(kept(list()), run('succeeded'), 5)
  expect(saved!.changes).toMatchObject([
    { expected: '1', checklist: { items: [{ step: 3, ticked: { by: ana, at: 5, ran: true } }] } },
  ])
  expect(saved!.owed).toMatchObject([{ orders: [{ job: { kind: 'show-checklist', checklist: 'morning' } }] }])
})

test('what has failed or was called off ticks nothing, and what somebody has ticked stays theirs', async () => {
  for (const state of ['failed', 'cancelled', 'declined', 'void'] as const)
    expect(await seenTo(kept(list()), run(state), 5)).toEqual([])
  expect(await seenTo(kept(list({ by: ben, at: 1 })), run('succeeded'), 5)).toEqual([])
  expect(await seenTo({ checklist: async () => undefined }, run('succeeded'), 5)).toEqual([])
})
