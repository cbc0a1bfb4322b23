import { describe, expect, test } from 'vitest'
import { planMessage } from '../../blocks/plan.ts'
import { runMessage } from '../../blocks/run.ts'
import { approvalAsked, type RunHome } from '../../blocks/run-direct.ts'
import { readable } from '../../src/domain/run/plan.ts'
import { aCall, aPlan, aRun } from '../domain/run/cast.ts'
import { faults } from './check.ts'
import { reads } from './reading.ts'

const alarms = Array.from({ length: 100 }, (_, i) => `learnbot-production-api-${i + 100}-latency`)
const many = aPlan({
  title: 'switch off what 100 alarms of LearnBot production do',
  shifts: alarms.map(name => ({ to: `${name}: no actions` })),
  calls: Array.from({ length: 15 }, (_, i) => aCall({ on: `service-${i + 100}` })),
  undo: [aCall({ action: 'cloudwatch:EnableAlarmActions', on: '100 alarms', sets: 'actions on' })],
})

describe('whoever approves', () => {
  const run = aRun({ plan: many, boxMs: 24 * 3_600_000 })
  const view = { approvers: ['Ben'] }
  const asked = {
    message: runMessage(run, view),
    direct: approvalAsked(run, { title: 'LearnBot' } as RunHome, view),
  }

  test.each(Object.entries(asked))('reads each thing that changes and each call: %s', (_, message) => {
    const text = reads(message)
    expect(alarms.filter(name => !text.includes(name))).toEqual([])
    expect(many.calls.filter(({ on }) => !text.includes(on))).toEqual([])
    expect(faults(message)).toEqual([])
  })

  test.each(Object.entries(asked))('reads for how long, and how it is taken back: %s', (_, message) => {
    expect(reads(message)).toContain('For 24 h, then cloudwatch:EnableAlarmActions 100 alarms, actions on')
  })

  test('reads until when, and who else may', () => {
    expect(reads(asked.message)).toMatch(/^Until .* · may approve: Ben$/m)
  })

  test('reads that it lasts until the incident is over', () => {
    const incident = { id: 'i'.repeat(16), number: 42, severity: 'P1' } as const
    const until = aRun({ plan: many, incident, untilResolved: true })
    expect(reads(runMessage(until, { approvers: [] }))).toContain('Until INC-42 is over, then cloudwatch:')
  })
})

test('once that is over the message is short again', () => {
  const done = runMessage(aRun({ plan: many, state: 'approved' }), { approvers: [] })
  expect(reads(done)).toContain('and 88 more')
})

test('what nobody approves may be told of in short', () => {
  const storm = aPlan({ shifts: many.shifts.flatMap(shift => Array(10).fill(shift)) })
  expect(readable(storm)).toBe(false)
  expect(reads(planMessage(storm))).toContain('and 988 more')
})
