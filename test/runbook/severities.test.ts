import { describe, expect, it } from 'vitest'
import { outline } from '../../src/runbook/outline.ts'
import { system } from '../domain/system-file.ts'
import { read } from './reading.ts'

it('where a table of severities has other times than the system file, both are said, once', () => {
  const table = `| Level | Response Time | Status Updates | Resolution |
|---|---|---|---|
| P1 - Critical | < 15 min | every 15 minutes | 4 hours |
| P2 - High | 30 minutes (24/7) | 1 hour | 1 day |
| P3 - Medium | 4 business hours | when there is something | |
| P4 - Low | 2 business days | | |
| Other | 5 minutes | | |
`
  const runbook = read(`# Shop\n\n## Severities\n\n${table}\n## Again\n\n${table}`)
  const said = outline(runbook, { aws: () => undefined }, system())
  expect(said.split('\n').filter(line => line.includes('of the system file'))).toEqual([
    '  line 7: P1: 15 min by this table, and 30 min by severities.P1.update of the system file',
    '  line 8: P2: 30 min by this table, and 1 h by severities.P2.acknowledge of the system file',
    '  line 8: P2: 1 h by this table, and nothing by severities.P2.update of the system file',
    '  line 10: P4: 2 business days by this table, and next business day by severities.P4.acknowledge of the system file',
  ])
})

describe('levels without a number', () => {
  const told = (...levels: string[]) => {
    const rows = levels.map(level => `| ${level} | 5 min |\n`).join('')
    const runbook = read(`# Shop\n\n## Severities\n\n| Severity | Response Time |\n|---|---|\n${rows}`)
    return outline(runbook, { aws: () => undefined }, system())
      .split('\n')
      .flatMap(line => /^ {2}line \d+: .*(?:P\d: |not compared)/.exec(line)?.[0].trim() ?? [])
  }

  it('are P1 to P4 where there are four, by where the critical one stands', () => {
    expect(told('Critical', 'High', 'Medium', 'Low')).toEqual([
      'line 7: P1:',
      'line 8: P2:',
      'line 9: P3:',
      'line 10: P4:',
    ])
    expect(told('Informational', 'Minor', 'Major', 'Critical')).toEqual([
      'line 7: P4:',
      'line 8: P3:',
      'line 9: P2:',
      'line 10: P1:',
    ])
  })

  it.each([[['Critical', 'High', 'Low']], [['High', 'Critical', 'Medium', 'Low']]])(
    'are not compared where that does not tell which is which, and that is said: %s',
    levels => {
      expect(told(...levels)).toEqual(['line 7: the times of this table are not compared'])
    },
  )
})
