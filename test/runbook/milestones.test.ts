import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { milestonesIn } from '../../src/runbook/milestones.ts'
import { readRunbook } from '../../src/runbook/read.ts'

const minute = 60_000

function milestones(file: string, id: string) {
  const { procedures } = readRunbook(file, readFileSync(`systems/${file}`, 'utf8'))
  return milestonesIn(procedures.find(procedure => procedure.id === id)!)
}

it('terms in brackets, with what is further in as what there is to it', () => {
  const found = milestones(
    'travelbot.md',
    'monitoring-and-alerting/health-monitoring/alert-response-procedures',
  )
  expect(found.map(({ title, within, passed }) => [title, within / minute, passed])).toEqual([
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
