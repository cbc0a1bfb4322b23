import { expect, test, vi } from 'vitest'
import { createMilestones } from '../../src/app/milestones.ts'
import { SystemFile } from '../../src/domain/system-file.ts'
import type { Library, Volume } from '../../src/runbook/library.ts'
import { readRunbook } from '../../src/runbook/read.ts'

const systemWith = (milestones: unknown, more = {}) =>
  SystemFile.parse({
    ...more,
    system: 'shop',
    title: 'Shop',
    people: { responders: ['@oncall'] },
    severities: { P1: { acknowledge: '15m' } },
    escalation: [{ notify: ['@oncall'] }],
    environments: { production: { channel: '#shop-alerts' } },
    milestones,
  })

const volumeOf = (text: string) => ({ runbook: readRunbook('shop.md', text) }) as Volume

function milestonesOf(named: unknown, of: Library['of'], more = {}) {
  const log = { warn: vi.fn(), error: vi.fn() }
  return { log, milestones: createMilestones([systemWith(named, more)], { of }, log as never) }
}

test('they are those that the runbook names when an incident opens', async () => {
  let text = '# Shop\n\n## Response\n\n1. Look at it (within 5 minutes)\n'
  const { milestones } = milestonesOf({ procedure: 'response' }, async () => volumeOf(text))
  expect(await milestones.of('shop')).toMatchObject([{ title: 'Look at it', within: 300_000 }])
  text = text.replace('5 minutes', '10 minutes')
  expect(await milestones.of('shop')).toMatchObject([{ title: 'Look at it', within: 600_000 }])
})

test('those that the system file lists are left to it', async () => {
  const { milestones } = milestonesOf([{ title: 'Look at it', within: '5m' }], async () => {
    throw new Error('nobody wants the runbook')
  })
  expect(await milestones.of('shop')).toBeUndefined()
})

test('a runbook without them is told of once, and keeps no incident from opening', async () => {
  const volume = volumeOf('# Shop\n\n## Response\n\n1. Look at it\n')
  const { milestones, log } = milestonesOf({ procedure: 'response' }, async () => volume)
  await milestones.ready()
  expect(await milestones.of('shop')).toEqual([])
  expect(log.warn.mock.calls).toEqual([
    [{ system: 'shop', procedure: 'response' }, 'the runbook names no milestones there: no incident has any'],
  ])
})

test('those in business time are there where the system file says when that is, and else are told of', async () => {
  const volume = volumeOf(
    '# Shop\n\n## Response\n\n1. Look (in 5 minutes)\n2. Answer within 2 business days\n',
  )
  const named = { procedure: 'response' }
  const without = milestonesOf(named, async () => volume)
  expect(await without.milestones.of('shop')).toMatchObject([{ title: 'Look' }])
  expect(without.log.warn.mock.calls).toEqual([
    [{ system: 'shop', procedure: 'response' }, expect.stringContaining('has no businessHours')],
  ])
  const businessHours = { timezone: 'UTC', days: ['mon'], from: '09:00', to: '17:00' }
  const { milestones } = milestonesOf(named, async () => volume, { businessHours })
  expect(await milestones.of('shop')).toMatchObject([{ title: 'Look' }, { within: { businessDays: 2 } }])
})

test('neither does a runbook that cannot be read', async () => {
  const broken = new Error('EACCES')
  const { milestones, log } = milestonesOf({ procedure: 'response' }, async () => {
    throw broken
  })
  expect(await milestones.of('shop')).toEqual([])
  expect(log.error.mock.calls).toEqual([
    [{ err: broken, system: 'shop' }, 'the runbook cannot be read: an incident has no milestones'],
  ])
})
