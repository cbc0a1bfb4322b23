import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { milestonesUnder } from '../../src/runbook/milestones.ts'
import { readRunbook } from '../../src/runbook/read.ts'

const minute = 60_000

function milestones(file: string, id: string) {
  const { procedures } = readRunbook(file, readFileSync(`systems/${file}`, 'utf8'))
  return milestonesUnder(procedures, id)
}

it('terms in brackets, with what is further in as what there is to it', () => {
  const found = milestones(
    'travelbot.md',
    'monitoring-and-alerting/health-monitoring/alert-response-procedures',
  )
  expect(found.map(({ title, within, passed }) => [title, Number(within) / minute, passed])).toEqual([
    ['Immediate Response', 5, undefined],
    ['Investigation', 15, undefined],
    ['Resolution', 30, 'mitigated'],
  ])
  expect(found[0]!.notes).toContain('Check AWS console for service status')
})

it('for the severities that their label names; what is done with the alarm passes it', () => {
  expect(milestones('flight-schedule-pro.md', 'incident-response/response-procedures')).toEqual([
    { title: 'Acknowledge alarm', within: 5 * minute, from: 'opened', only: ['P1'], passed: 'acknowledged' },
    { title: 'Acknowledge alarm', within: 15 * minute, from: 'opened', only: ['P2'], passed: 'acknowledged' },
  ])
})

it('a post-mortem counts from the end, for the severity of the heading', () => {
  expect(milestones('learnbot.md', 'incident-response/p1-incident-response')).toEqual([
    { title: 'Post-mortem', within: 48 * 60 * minute, from: 'resolved', only: ['P1'] },
  ])
})

it.each([
  ['(within 2 days)', 2 * 24 * 60],
  ['(5 minutes)', 5],
  ['within 1 hr', 60],
  ['in 30 mins', 30],
  ['< 10 min', 10],
  ['(< 10 min)', 10],
  ['within the first 15 minutes', 15],
  ['(5-10 min)', 10],
])('a term is read as people write it: %s', (term, minutes) => {
  const of = (text: string) => milestonesUnder(readRunbook('shop.md', text).procedures, 'response')
  const [asItem] = of(`# Shop\n\n## Response\n\n1. Look at it ${term}\n`)
  expect(asItem).toMatchObject({ title: 'Look at it', within: minutes * minute })
  const under = of(`# Shop\n\n## Response\n\n### P1: look at it ${term}\n\n1. Open the dashboard\n`)
  expect(under).toEqual([
    {
      title: 'P1: look at it',
      within: minutes * minute,
      from: 'opened',
      only: ['P1'],
      notes: ['Open the dashboard'],
    },
  ])
  const labelled = of(`# Shop\n\n## Response\n\n**Look at it ${term}:**\n\n1. Open the dashboard\n`)
  expect(labelled).toMatchObject([{ title: 'Look at it', within: minutes * minute }])
})

it.each([
  ['Answer by next business day', { businessDays: 1 }],
  ['Answer by the end of the next business day', { businessDays: 1 }],
  ['Answer within the next business day', { businessDays: 1 }],
  ['Answer (next business day)', { businessDays: 1 }],
  ['Answer within 2 business days', { businessDays: 2 }],
  ['Answer (2 business days)', { businessDays: 2 }],
  ['Answer within 4 business hours', { businessHours: 4 }],
  ['Answer within a business hour', { businessHours: 1 }],
])('a term may be in business time: %s', (text, within) => {
  const of = (text: string) => milestonesUnder(readRunbook('shop.md', text).procedures, 'response')
  expect(of(`# Shop\n\n## Response\n\n1. ${text}\n`)).toEqual([{ title: 'Answer', within, from: 'opened' }])
  expect(of(`# Shop\n\n## Response\n\n### P3: ${text}\n\n1. Write to them\n`)).toMatchObject([
    { title: 'P3: Answer', within, only: ['P3'], notes: ['Write to them'] },
  ])
})

it('a term that does not say how much is told with its place', () => {
  const { procedures, troubles } = readRunbook(
    'shop.md',
    '# Shop\n\n## Response\n\n1. Answer within business hours\n',
  )
  expect(milestonesUnder(procedures, 'response')).toEqual([])
  expect(troubles).toEqual([
    {
      place: { file: 'shop.md', line: 5, column: 1 },
      message: expect.stringContaining('within 4 business hours'),
    },
  ])
})

it('a table of severities has them where it says a time that the system file has no clock for', () => {
  const { procedures } = readRunbook(
    'shop.md',
    `# Shop

## Response

| Level | Response Time | Update Interval | Resolution Time |
|---|---|---|---|
| P1 - Critical | 15 minutes | 30 min | < 4 hours |
| SEV-3 | 4 hours | | 2 business days |
| Low | Next business day | | 5 business days |
`,
  )
  expect(milestonesUnder(procedures, 'response')).toEqual([
    { title: 'Resolution', within: 240 * minute, from: 'opened', only: ['P1'], passed: 'mitigated' },
    { title: 'Resolution', within: { businessDays: 2 }, from: 'opened', only: ['P3'], passed: 'mitigated' },
  ])
})
