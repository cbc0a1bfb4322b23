import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Runbook } from '../../src/domain/runbook/runbook.ts'
import { type OperationsDeps, operations } from '../../src/operations/index.ts'
import type { Known } from '../../src/runbook/families/family.ts'
import { judge } from '../../src/runbook/judge.ts'
import { knownOf } from '../../src/runbook/known.ts'
import { readRunbook } from '../../src/runbook/read.ts'
import { type Row, report, rowsOf } from '../../src/runbook/report.ts'
import { commandsIn, shapes } from './reading.ts'

const names = readdirSync('systems')
  .filter(name => name.endsWith('.md'))
  .sort()
const runbooks: Runbook[] = names.map(name => readRunbook(name, readFileSync(`systems/${name}`, 'utf8')))
let known: Known
let rows: Row[]

beforeAll(async () => {
  known = await knownOf(runbooks, shapes)
  rows = runbooks.flatMap(runbook => rowsOf(runbook, known))
})

describe('the five runbooks', () => {
  it.each(names)(
    '%s is understood as its report in docs/runbooks says (npm run runbook -- systems/<name>.md --report)',
    name => {
      const runbook = runbooks.find(({ file }) => file === name)!
      expect(runbook.troubles).toEqual([])
      expect(report(runbook, rowsOf(runbook, known))).toBe(readFileSync(`docs/runbooks/${name}`, 'utf8'))
    },
  )

  it('ask only for operations that Belay has', () => {
    // Nothing is called to know their names.
    const anything: unknown = new Proxy({}, { get: () => anything })
    const there = new Set(operations(anything as OperationsDeps).map(({ name }) => name))
    const asked = runbooks
      .flatMap(commandsIn)
      .map(step => judge(step, known))
      .flatMap(verdict => (verdict.class === 'byHand' ? [] : verdict.actions))
      .filter(({ via }) => via === 'belay')
      .map(({ operation }) => operation)
    expect([...new Set(asked)].filter(name => !there.has(name))).toEqual([])
  })

  it('leave no command without a reason', () => {
    expect(rows).toHaveLength(273)
    expect(rows.filter(row => row.class === 'byHand' && row.reason === '')).toEqual([])
  })
})
