import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { readSystemFiles } from '../../src/config/system-files.ts'
import type { Runbook } from '../../src/domain/runbook/runbook.ts'
import { type OperationsDeps, operations } from '../../src/operations/index.ts'
import type { Known } from '../../src/runbook/families/family.ts'
import { judge } from '../../src/runbook/judge.ts'
import { knownOf } from '../../src/runbook/known.ts'
import { ownOf } from '../../src/runbook/library.ts'
import { readRunbook } from '../../src/runbook/read.ts'
import { counted, report, rowsOf } from '../../src/runbook/report.ts'
import { commandsIn, shapes } from './reading.ts'

const names = readdirSync('systems')
  .filter(name => name.endsWith('.md'))
  .sort()
const runbooks: Runbook[] = names.map(name => readRunbook(name, readFileSync(`systems/${name}`, 'utf8')))
const known = new Map<string, Known>()
const rowsIn = (runbook: Runbook) => rowsOf(runbook, known.get(runbook.file)!)

beforeAll(async () => {
  const { systems } = await readSystemFiles('systems')
  for (const runbook of runbooks) {
    const system = systems.find(one => one.runbook === runbook.file)!
    known.set(runbook.file, await knownOf([runbook], shapes, ownOf(system)))
  }
})

describe('the five runbooks', () => {
  it.each(names)(
    '%s is understood as its report in docs/runbooks says (npm run runbook -- systems/<name>.md --report)',
    name => {
      const runbook = runbooks.find(({ file }) => file === name)!
      expect(runbook.troubles).toEqual([])
      expect(report(runbook, rowsIn(runbook))).toBe(readFileSync(`docs/runbooks/${name}`, 'utf8'))
    },
  )

  it('ask only for operations that Belay has', () => {
    // Nothing is called to know their names.
    const anything: unknown = new Proxy({}, { get: () => anything })
    const there = new Set(operations(anything as OperationsDeps).map(({ name }) => name))
    const asked = runbooks
      .flatMap(runbook => commandsIn(runbook).map(step => judge(step, known.get(runbook.file)!)))
      .flatMap(verdict => (verdict.class === 'byHand' ? [] : verdict.actions))
      .filter(({ via }) => via === 'belay')
      .map(({ operation }) => operation)
    expect([...new Set(asked)].filter(name => !there.has(name))).toEqual([])
  })

  it('are counted in docs/decisions/runbooks.md as their reports count them', () => {
    const page = readFileSync('docs/decisions/runbooks.md', 'utf8')
    for (const runbook of runbooks)
      expect(page).toContain(`| ${runbook.file.replace('.md', '')} | ${counted(rowsIn(runbook))} |`)
    expect(page).toContain(`| all five | ${counted(runbooks.flatMap(rowsIn))} |`)
  })

  it('leave little to people, each with a reason, and of AWS only sessions', () => {
    for (const runbook of runbooks) {
      const byHand = rowsIn(runbook).filter(row => row.class === 'byHand')
      expect(byHand.length / rowsIn(runbook).length).toBeLessThan(0.1)
      expect(byHand.filter(row => row.reason === '')).toEqual([])
      const ofAws = commandsIn(runbook)
        .filter(({ text }) => /^\s*aws /.test(text))
        .map(step => judge(step, known.get(runbook.file)!))
        .flatMap(verdict => (verdict.class === 'byHand' ? [verdict.reason] : []))
      expect([...new Set(ofAws)].filter(reason => !reason.includes('session'))).toEqual([])
    }
  })
})

describe('the report of a runbook', () => {
  const code = 'npm run migrate'
  it("says of what is the team's own whether a system file names it", async () => {
    const runbook = readRunbook('shop.md', `# Shop\n\n## Do\n\n\`\`\`bash\n${code}\n\`\`\`\n`)
    const { systems } = await readSystemFiles('systems')
    const own = ownOf(systems.find(({ system }) => system === 'travellr')!)
    expect(rowsOf(runbook, await knownOf([runbook], shapes))).toMatchObject([
      { class: 'runs', reason: 'once a system file names it as a task or a workflow' },
    ])
    expect(rowsOf(runbook, await knownOf([runbook], shapes, own))).toMatchObject([
      { class: 'byHand', reason: "the system's file names it neither as a task nor as a workflow" },
    ])
  })
})
