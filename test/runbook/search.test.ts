import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readRunbook } from '../../src/runbook/read.ts'
import { createSearch, type Found } from '../../src/runbook/search.ts'

const searchOf = (name: string) =>
  createSearch(readRunbook(`${name}.md`, readFileSync(`systems/${name}.md`, 'utf8')))
const title = ([first]: Found[]) => first?.procedure.path.at(-1)

describe('the procedure for an alert', () => {
  it('is the one that names it', () => {
    const [first, ...others] = searchOf('learnbot').byAlert({ name: 'PostgreSQLHighConnections' })
    expect(first).toMatchObject({
      procedure: { path: ['Common Issues & Resolutions', 'Issue: High database connection count'] },
      why: 'it says that it is for PostgreSQLHighConnections',
    })
    expect(others.every(({ procedure }) => procedure !== first!.procedure)).toBe(true)
    expect(title(searchOf('learnbot').byAlert({ name: 'highp99latency' }))).toBe('Issue: High API latency')
  })

  it('or else one that its name and what it says speak of', () => {
    const found = searchOf('travellr').byAlert({ name: 'MongoDown', summary: 'Database connection refused' })
    expect(title(found)).toBe('Database Connection Issues')
    expect(found[0]!.why).toContain('database, connection in its title')
    expect(searchOf('travellr').byAlert({ name: 'Zzyzx' })).toEqual([])
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
