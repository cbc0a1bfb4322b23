import { expect, test, vi } from 'vitest'
import { createMilestones } from '../../src/app/milestones.ts'
import { SystemFile } from '../../src/domain/system-file.ts'
import type { Library, Volume } from '../../src/runbook/library.ts'
import { readRunbook } from '../../src/runbook/read.ts'

const systemWith = (milestones: unknown) =>
  SystemFile.parse({
    system: 'shop',
    title: 'Shop',
    people: { responders: ['@oncall'] },
    severities: { P1: { acknowledge: '15m' } },
    escalation: [{ notify: ['@oncall'] }],
    environments: { production: { channel: '#shop-alerts' } },
    milestones,
  })

const volumeOf = (text: string) => ({ runbook: readRunbook('shop.md', text) }) as Volume

function milestonesOf(named: unknown, of: Library['of']) {
  const log = { warn: vi.fn(), error: vi.fn() }
  return { log, milestones: createMilestones([systemWith(named)], { of }, log as never) }
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
