import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfiguration } from '../../src/config/configuration.ts'
import { inTerminal } from '../bundled.ts'
import { example } from '../domain/system-file.ts'
import { folderWith } from './folder.ts'

const runbook = { 'learnbot.md': '# LearnBot' }
const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'shh' }
const pagerduty = {
  PAGERDUTY_API_TOKEN: 'pd',
  PAGERDUTY_WEBHOOK_SECRET: 'shh',
  PAGERDUTY_FROM: 'ops@example.com',
}

describe('the configuration', () => {
  it('is the environment and the systems', async () => {
    const folder = await folderWith({ ...runbook, 'learnbot.yml': example })
    const variables = { ...slack, ...pagerduty, REDIS_URL: 'redis://localhost', BELAY_SYSTEMS: folder }
    const { config, systems } = await readConfiguration(variables)
    expect(config.systems).toBe(folder)
    expect(systems.map(({ system }) => system)).toEqual(['learnbot'])
  })

  it('has the variables that the systems name as secrets, and no others', async () => {
    const text = example.replace(
      'region: us-east-1',
      'region: us-east-1\n    caches: { redis: { url: { secret: env:CACHE_URL } } }',
    )
    const folder = await folderWith({ ...runbook, 'learnbot.yml': text })
    const variables = { ...slack, ...pagerduty, REDIS_URL: 'redis://localhost', BELAY_SYSTEMS: folder }
    const { secrets, findings } = await readConfiguration({ ...variables, CACHE_URL: 'rediss://:pw@cache' })
    expect(secrets).toEqual({ CACHE_URL: 'rediss://:pw@cache' })
    expect(findings).toEqual([])
  })

  it('tells of those that are missing, and reads the rest all the same', async () => {
    const text = example.replace(
      'region: us-east-1',
      'region: us-east-1\n    caches: { redis: { url: { secret: env:CACHE_URL } } }',
    )
    const folder = await folderWith({ ...runbook, 'learnbot.yml': text })
    const variables = { ...slack, ...pagerduty, REDIS_URL: 'redis://localhost', BELAY_SYSTEMS: folder }
    expect(await readConfiguration({ ...variables, CACHE_URL: ' ' })).toMatchObject({
      systems: [{ system: 'learnbot' }],
      secrets: {},
      findings: ['CACHE_URL is not set: LearnBot looks at its redis with it'],
    })
  })

  it('tells of a variable that nobody reads and that was meant to be another', async () => {
    const folder = await folderWith({ ...runbook, 'learnbot.yml': example })
    const variables = { ...slack, ...pagerduty, REDIS_URL: 'redis://localhost', BELAY_SYSTEMS: folder }
    const { findings } = await readConfiguration({
      ...variables,
      HEARTBEAT_ULR: 'https://hc.example.com/1',
      SLACK_BOT_TOKENS: 'xoxb-1',
      HOSTNAME: 'belay-1',
    })
    expect(findings).toEqual(['HEARTBEAT_ULR is not read: is HEARTBEAT_URL meant?'])
  })

  it('is told of the faults of both at once, and of what the systems need', async () => {
    const folder = await folderWith({
      ...runbook,
      'learnbot.yml': example,
      'other.yml': 'system: Other',
    })
    const failure = await readConfiguration({ ...slack, BELAY_SYSTEMS: folder }).catch(error => error)
    expect(failure.name).toBe('ConfigurationError')
    for (const fault of [
      'REDIS_URL: is not set',
      'PAGERDUTY_API_TOKEN: is not set: LearnBot uses PagerDuty',
      'PAGERDUTY_WEBHOOK_SECRET: is not set: LearnBot uses PagerDuty',
      'PAGERDUTY_FROM: is not set: LearnBot uses PagerDuty',
      'other.yml:1:9 system: expected lower-case letters, digits and dashes, found "Other"',
    ])
      expect(failure.message).toContain(fault)
  })
})

describe('npm run check', () => {
  const check = async (folder: string) => {
    const { code, said } = await inTerminal('check', [folder])
    return { code, said: said.split('\n') }
  }

  it('says of each system what it is', async () => {
    expect(await check('systems')).toEqual({
      code: 0,
      said: [
        expect.stringMatching(/^arbor-energy: P1 P2 P3 P4 · 2 levels · production in #arbor-alerts/),
        expect.stringMatching(
          /^flight-schedule-pro: P1 P2 P3 P4 · 4 levels · production in #flight-alerts \(weather-monitor, api\)/,
        ),
        expect.stringMatching(/^learnbot: P1 P2 P3 P4 · 3 levels · production in #learnbot-alerts/),
        expect.stringMatching(/^travelbot: P1 P2 P3 P4 · 2 levels/),
        expect.stringMatching(/^travellr: P1 P2 P3 P4 · 3 levels · production in #travellr-alerts/),
      ],
    })
  })

  it('says what a system file names of its runbook and is not there', async () => {
    const text = `${example}milestones: { procedure: response }
checklists:
  morning: { procedure: daily/mornings }
  evening: { procedure: daily/morning, part: Fridays }
  night: { procedure: nothing-like-it-at-all }
`
    const md = `# LearnBot
| Level | Response Time | Updates |
|---|---|---|
| P1 - Critical | < 1 hour | every 30 min |
| P4 - Low | Next business day | |

## Daily
### Morning
**Monday:**
- [ ] Look

**Friday:**
- [ ] Rest
## Response
1. Acknowledge
## Steps
1. Look (within 5 minutes)
`
    const folder = await folderWith({ 'x.yml': text, 'learnbot.md': md })
    const line = (start: string) => text.split('\n').findIndex(row => row.trimStart().startsWith(start)) + 1
    expect(await check(folder)).toEqual({
      code: 1,
      said: [
        `${folder}/x.yml:${line('morning')}:25 checklists.morning.procedure: expected a procedure of learnbot.md with steps (did you mean daily/morning?), found "daily/mornings"`,
        `${folder}/x.yml:${line('evening')}:46 checklists.evening.part: expected a part of daily/morning with steps (did you mean Friday?), found "Fridays"`,
        `${folder}/x.yml:${line('night')}:23 checklists.night.procedure: expected a procedure of learnbot.md with steps (it has daily/morning, response, steps), found "nothing-like-it-at-all"`,
        `${folder}/x.yml:${line('milestones')}:26 milestones.procedure: expected a procedure of learnbot.md whose items say within how long (it has steps), found "response"`,
        `${folder}/learnbot.md:4 P1: 1 h by this table, and 15 min by severities.P1.acknowledge of the system file`,
        '4 faults',
      ],
    })
  })

  it('says what is wrong, all of it at once, and fails', async () => {
    const named = `${example}checklists: { morning: { procedure: daily } }\n`
    const folder = await folderWith({
      'lost.yml': example.replace('runbook: learnbot.md', 'runbook: lost.md'),
      'x.yml': named.replace('system: learnbot', 'system: other'),
      'learnbot.md': '# LearnBot',
    })
    await mkdir(join(folder, 'folder.yml'))
    const { code, said } = await check(folder)
    expect(code).toBe(1)
    expect(said).toContainEqual(
      expect.stringContaining('lost.yml:4:10 runbook: expected a file beside this one'),
    )
    expect(said).toContainEqual(
      expect.stringContaining('checklists.morning.procedure: expected a procedure of learnbot.md'),
    )
    expect(said.join()).not.toContain('folder.yml')
  })
})
