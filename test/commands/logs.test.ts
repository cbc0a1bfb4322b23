import { describe, expect, it } from 'vitest'
import { createWorld, shown, start } from '../engine/fakes.ts'

const hour = 3_600_000
const gateway = ['learnbot', 'production', 'api-gateway']

describe('logs', () => {
  it.each([
    ['logs api-gateway', { words: [], sinceMs: hour, errors: false }],
    ['logs API-Gateway timeout', { words: ['timeout'], sinceMs: hour, errors: false }],
    [
      'logs api-gateway "connection refused" db --since 15m --errors',
      { words: ['connection refused', 'db'], sinceMs: hour / 4, errors: true },
    ],
    [
      'logs --slow 2s --service api-gateway --request r-1',
      { words: ['r-1'], sinceMs: hour, errors: false, slowMs: 2_000 },
    ],
    [
      'logs learnbot production api-gateway {"level":"error"}',
      { words: ['{"level":"error"}'], sinceMs: hour, errors: false },
    ],
    ['logs api-gateway errors', { words: [], sinceMs: hour, errors: true }],
    ['logs api-gateway Error --since 15m', { words: [], sinceMs: hour / 4, errors: true }],
    ['logs api-gateway "error"', { words: ['error'], sinceMs: hour, errors: false }],
    ['logs api-gateway error pool', { words: ['error', 'pool'], sinceMs: hour, errors: false }],
    ['logs learnbot-production-api-gateway prod', { words: [], sinceMs: hour, errors: false }],
    ['logs /ecs/learnbot/api-gateway', { words: [], sinceMs: hour, errors: false }],
    ['logs api-gateway "prod"', { words: ['prod'], sinceMs: hour, errors: false }],
    ['logs api-gateway "level":"error"', { words: ['level":"error'], sinceMs: hour, errors: false }],
  ])('%s', async (line, wanted) => {
    const { say, searched } = createWorld()
    await say(line)
    expect(searched).toEqual([[...gateway, wanted]])
  })

  it('answers whoever asked, with what was found', async () => {
    const { say, inLogs } = createWorld()
    inLogs.events = [{ at: start - 5_000, text: 'ERROR pool exhausted' }]
    inLogs.errors = 1
    const reply = await say('logs api-gateway')
    expect(reply.to).toBe('person')
    expect(shown(reply)).toContain('LearnBot api-gateway, production: 1 error in 1 event in the last hour')
    expect(shown(reply)).toContain('02:13:55 UTC')
    expect(shown(reply)).toContain('ERROR pool exhausted')
  })

  it('finds nothing: it says so, and offers to look further back', async () => {
    const { say } = createWorld()
    const reply = JSON.stringify(await say('logs api-gateway --errors'))
    expect(reply).toContain('no errors in the last hour')
    expect(reply).toContain('"value":"logs api-gateway --errors --since 24h"')
    expect(JSON.stringify(await say('logs api-gateway --errors --since 24h'))).not.toContain('Last 24 h')
  })

  it('finds none of the words: the errors are offered, since those were not looked for', async () => {
    const { say } = createWorld()
    const reply = JSON.stringify(await say('logs api-gateway outage --since 24h'))
    expect(reply).toContain('nothing with \\"outage\\" in the last 24 h')
    expect(reply).toContain(
      '"value":"logs --system learnbot --environment production --service api-gateway --errors"',
    )
  })

  it('says what was looked for: what was meant as a service may have become a word', async () => {
    const { say } = createWorld()
    const typed = 'logs --service api-gateway backend "no route" --errors --slow 2s'
    expect(shown(await say(typed))).toContain(
      'LearnBot api-gateway, production: no errors with "backend", "no route" slower than 2 s in the last hour',
    )
  })

  it('that are long, or have several lines, become a file in the reader’s zone', async () => {
    const { say, inLogs } = createWorld()
    inLogs.events = [{ at: start - 5_000, text: 'ERROR\n  at checkout.ts:12' }]
    expect(await say('logs api-gateway')).toMatchObject({
      to: 'channel',
      file: { name: 'production-api-gateway-2026-11-20T0214.log' },
    })
    inLogs.events = Array.from({ length: 16 }, (_, i) => ({ at: start - 16 + i, text: `line ${i}` }))
    const reply = await say('logs api-gateway')
    expect(reply).toMatchObject({ to: 'channel' })
    const { file } = reply as unknown as { file: { content: string; comment: string } }
    expect(file.content).toContain('2026-11-19 21:13:59.984 line 0\n')
    expect(file.content).toContain('times in America/New_York')
    expect(file.comment).toContain('no errors in 16 events')
    expect(file.comment.split('\n').at(-1)).toContain('line 15')
  })

  it('are for responders', async () => {
    const { say, searched } = createWorld()
    expect(shown(await say('logs api-gateway', { user: 'UZED' }))).toMatch(/responders|@learnbot-oncall/)
    expect(searched).toEqual([])
  })
})

describe('whose log is meant', () => {
  it('is known in an incident’s thread, where everybody reads the answer', async () => {
    const { inThread, openIncident, searched } = createWorld()
    const incident = openIncident({ service: 'api-gateway' })
    expect((await inThread(incident, 'logs')).to).toBe('channel')
    await inThread(incident, 'logs timeout --since 5m')
    await inThread(incident, 'logs frontend timeout')
    expect(searched).toMatchObject([
      [...gateway, { words: [] }],
      [...gateway, { words: ['timeout'], sinceMs: 300_000 }],
      ['learnbot', 'production', 'frontend', { words: ['timeout'] }],
    ])
  })

  it('is asked where nothing tells it', async () => {
    const { say, searched } = createWorld()
    const reply = shown(await say('logs timeout'))
    expect(reply).toContain(
      'Whose log? LearnBot production has those of api-gateway, frontend; as in: /belay logs api-gateway timeout',
    )
    expect(searched).toEqual([])
  })

  it('is guessed at when it was nearly said', async () => {
    const { say } = createWorld()
    const reply = JSON.stringify(await say('logs api-gatway timeout'))
    expect(reply).toContain('Did you mean api-gateway?')
    expect(reply).toContain('logs --system learnbot --environment production --service api-gateway')
  })
})

it('a pattern of CloudWatch’s is not looked for as if it were words', async () => {
  const { say, searched } = createWorld()
  expect(shown(await say('logs { $.duration > 2000 }'))).toContain('logs api-gateway --slow 2s')
  expect(searched).toEqual([])
})
