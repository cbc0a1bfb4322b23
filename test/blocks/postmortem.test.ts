import { expect, it } from 'vitest'
import { postmortem } from '../../blocks/postmortem.ts'
import { acknowledged, ana, began, ben, entry, hour, min, pagerduty, resolved, triggered } from './sample.ts'

const entries = [
  entry({ kind: 'opened', severity: 'P1', title: 'p99 latency above 3 s' }, pagerduty),
  entry({ kind: 'told', level: 1, people: ['Ana'] }),
  entry({ kind: 'told', level: 1, people: ['Cara'] }),
  entry({ kind: 'acknowledged' }, ana, 2),
  entry({ kind: 'note', text: 'pool | full' }, ben, 5),
  entry({ kind: 'mitigated' }, ana, 20),
  entry({ kind: 'resolved', text: 'Pool size raised.\nDeployed.' }, ana, 37),
]

it('a post-mortem begins with what the timeline knows', () => {
  const { name, title, content, comment } = postmortem(resolved(), entries, 'LearnBot')
  expect(name).toBe('inc-42-post-mortem.md')
  expect(title).toBe('INC-42 post-mortem')
  expect(comment).toContain('INC-42')
  expect(content).toMatch(
    /^# INC-42: p99 latency above 3 s\n\nP1 · LearnBot api-gateway, production · resolved\n/,
  )
  expect(content).toContain('## Summary\n\n> Pool size raised.\n> Deployed.')
  expect(content).toContain('| Detected | 2026-11-21 02:14 UTC |  |')
  expect(content).toContain('| Acknowledged | 2026-11-21 02:16 UTC | after 2 min |')
  expect(content).toContain('| Mitigated | 2026-11-21 02:34 UTC | after 20 min |')
  expect(content).toContain('| Resolved | 2026-11-21 02:51 UTC | after 37 min |')
  expect(content).toContain('| Duration | 37 min | |')
  expect(content).toContain('- Lead: Ana\n- Took part: Ana, Ben\n- Told: Ana, Cara')
  expect(content).toContain('| 2026-11-21 02:16:00 | Ana acknowledged in Slack |')
  expect(content).toContain('Ben noted in Slack: pool \\| full |')
  for (const heading of ['Impact', 'Cause', 'What went well', 'What went badly', 'Actions'])
    expect(content).toContain(`\n## ${heading}\n`)
  expect(content).toContain('- [ ] ')
})

it('names who led it, one after another', () => {
  const handed = [...entries, entry({ kind: 'lead', lead: ben, from: ana }, ana, 10)]
  expect(postmortem(resolved({ lead: ben }), handed).content).toContain('- Lead: Ana, then Ben\n')
  const { lead: _, ...left } = resolved()
  expect(postmortem(left, handed).content).toContain('- Lead: Ana, then Ben, then nobody\n')
  expect(postmortem(left, []).content).toContain('- Lead: nobody\n')
})

it('has what was changed shortly before it', () => {
  const change = {
    run: 'r1',
    label: 'deploy of api-gateway',
    shifts: [{ from: '41', to: '42 a|b' }],
    by: ben,
  }
  const { content } = postmortem(resolved({ changedBefore: { ...change, at: began - 12 * min } }), entries)
  expect(content).toContain(
    '| deploy of api-gateway (41 → 42 a\\|b) | 2026-11-21 02:02 UTC | 12 min before it |',
  )
})

it('has the team’s own time beside UTC where it is known', () => {
  const businessHours = {
    timezone: 'America/New_York',
    days: ['mon' as const],
    from: '09:00',
    to: '17:00',
    holidays: [],
  }
  const policy = { ...triggered().policy, businessHours }
  const { content } = postmortem(resolved({ policy }), entries)
  expect(content).toContain('| UTC | America/New_York | |')
  expect(content).toContain('| 2026-11-21 02:16:00 | 2026-11-20 21:16:00 | Ana acknowledged in Slack |')
})

it('has words as they were written: only what Markdown would take for its own is escaped', () => {
  const said = (text: string) => postmortem(resolved(), [entry({ kind: 'resolved', text }, ana)]).content
  expect(said('api-gateway (eu-west-1) is back!')).toContain('> api-gateway (eu-west-1) is back!')
  expect(said('- one\n2) two\n![x](y)')).toContain('> \\- one\n> 2\\) two\n> !\\[x\\](y)')
})

it('can be drafted before the end, and says what is not known', () => {
  const { content } = postmortem(acknowledged(), entries.slice(0, 2))
  expect(content).toContain('| Acknowledged | never | |')
  expect(content).toContain('| Mitigated | not recorded | |')
  expect(content).toContain('| Resolved | not yet | |')
  expect(content).toContain('_Two or three sentences')
  expect(content).not.toContain('| Duration |')
})

it('knows no mitigation that was taken back', () => {
  const { content } = postmortem(resolved(), [
    entry({ kind: 'mitigated' }, ana, 10),
    entry({ kind: 'unmitigated' }, ana, 12),
  ])
  expect(content).toContain('| Mitigated | not recorded | |')
  expect(content).not.toContain('Reopened')
})

it('counts from the first acknowledgement, also when it came back', () => {
  const again = resolved({ acknowledgedAt: began + hour, resolvedAt: began + 2 * hour })
  const { content } = postmortem(again, [
    ...entries,
    entry({ kind: 'reopened' }, ana, 50),
    entry({ kind: 'acknowledged' }, ana, 60),
  ])
  expect(content).toContain('| Acknowledged | 2026-11-21 02:16 UTC | after 2 min |')
  expect(content).toContain('| Reopened | once | |')
  expect(content).toContain('| Duration | 2 h | |')
})
