import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readRunbook } from '../../src/runbook/read.ts'
import { createSearch, type Found } from '../../src/runbook/search.ts'

const searchOf = (name: string) =>
  createSearch(readRunbook(`${name}.md`, readFileSync(`systems/${name}.md`, 'utf8')))
const title = ([first]: Found[]) => first?.procedure.path.at(-1)

describe('the procedure for an alert', () => {
  it('is the one that names it', () => {
    const [first, ...others] = searchOf('learnbot').byAlert('PostgreSQLHighConnections')
    expect(first).toMatchObject({
      procedure: { path: ['Common Issues & Resolutions', 'Issue: High database connection count'] },
      why: 'it says that it is for PostgreSQLHighConnections',
    })
    expect(others.every(({ procedure }) => procedure !== first!.procedure)).toBe(true)
    expect(title(searchOf('learnbot').byAlert('highp99latency'))).toBe('Issue: High API latency')
  })

  it('is that one whatever else the title says', () => {
    const of = (alert: string) => searchOf('learnbot').byAlert(alert)
    const [first] = of('HighP99Latency: service fails to start after deployment, and 3 more')
    expect(first).toMatchObject({ why: 'it says that it is for HighP99Latency', isLikely: true })
    expect(title([first!])).toBe('Issue: High API latency')
    expect(title(of('[FIRING:1] highp99latency learnbot'))).toBe('Issue: High API latency')
    expect(of('HighP99LatencyOfJobs')[0]?.why).not.toContain('it says that it is for')
  })

  it.each([
    ['in a list of symptoms', '**Symptoms:**\n\n- `PgHigh` alert fires\n- Pages are slow'],
    ['under a heading of its own', '### Symptoms\n\n`PgHigh` alert fires\n\n### Resolution'],
    ['among others', 'For the alerts `PgLow`, `PgHigh` and `PgGone`.'],
    ['before its name', '**Alert:** `PgHigh`'],
  ])('is found where the alert stands %s', (_, text) => {
    const runbook = readRunbook(
      'shop.md',
      `# Shop\n\n## Alerts\n\n- \`PgHigh\` alert: the database\n- \`Slow\` alert\n\n## Too many connections\n\n${text}\n\n1. Look who has them\n\n## Other\n\nThis is not for the \`PgHigh\` alert.\n\n1. Wait\n`,
    )
    const found = createSearch(runbook).byAlert('PgHigh: 98 of 100 connections')
    expect(found.map(({ procedure }) => procedure.path.at(-1)).slice(0, 2)).toEqual([
      'Too many connections',
      'Alerts',
    ])
    const steps = found[0]!.procedure.parts.flatMap(({ steps }) => steps)
    expect(steps.map(({ title }) => title)).toEqual(['Look who has them'])
  })

  it('or else one that its name and what it says speak of', () => {
    const found = searchOf('travellr').byAlert('MongoDown: Database connection refused')
    expect(title(found)).toBe('Database Connection Issues')
    expect(found[0]!.why).toContain('database, connection in its title')
    expect(found[0]!.isLikely).toBe(true)
    expect(searchOf('travellr').byAlert('A connection')[0]!.isLikely).toBe(false)
    expect(searchOf('travellr').byAlert('Zzyzx')).toEqual([])
  })
})

describe('words', () => {
  it.each([
    ['learnbot', 'rotate secrets', 'Rotating Secrets'],
    ['learnbot', 'rollback cli', 'Manual Rollback via CLI'],
    ['arbor-energy', '502', 'Issue: API Returning 502/503 Errors'],
    ['arbor-energy', 'slow queries', 'Query Slow Queries'],
    ['travelbot', 'ssl certificate', 'Certificate Renewal'],
    ['flight-schedule-pro', 'vacuum', 'Database Maintenance'],
    ['travellr', 'memroy leak', 'Memory Leaks'],
    ['travellr', 'oplog', 'Recovery Procedures'],
  ])('of %s: %s', (name, words, expected) => {
    const found = searchOf(name).byWords(words)
    expect(found.slice(0, 3).map(({ procedure }) => procedure.path.at(-1))).toContain(expected)
    expect(found.every(({ why }) => why !== '')).toBe(true)
  })

  it('that are nowhere find nothing, whatever they are', () => {
    const search = searchOf('learnbot')
    for (const words of ['', '   ', '***', '[(', 'qqqqqqqq', 'the of'])
      expect(search.byWords(words)).toEqual([])
    expect(search.missing('the high xylophone of *** latency')).toEqual(['xylophone'])
  })
})
