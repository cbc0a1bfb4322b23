import { describe, expect, it } from 'vitest'
import { actions, checkbox } from '../../blocks/button.ts'
import { health } from '../../blocks/health.ts'
import { details, list, overview } from '../../blocks/help.ts'
import { incidentDetail } from '../../blocks/incident-detail.ts'
import { incidentList } from '../../blocks/incident-list.ts'
import { clip, listed } from '../../blocks/limits.ts'
import { declareModal, mergeModal } from '../../blocks/modals.ts'
import { oncall } from '../../blocks/oncall.ts'
import { mention } from '../../blocks/page.ts'
import { plain } from '../../blocks/plain.ts'
import { postmortem } from '../../blocks/postmortem.ts'
import { refusal } from '../../blocks/refusal.ts'
import { faults, viewFaults } from './check.ts'
import { everyChangeMessage } from './every-change.ts'
import { everyMessage, everyModal } from './every-message.ts'
import { reads } from './reading.ts'
import { ana, began, entry, system, triggered } from './sample.ts'

const many = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i))

describe.each([
  ['10,000 letters', 'x'.repeat(10_000)],
  ['10,000 words', 'word '.repeat(10_000)],
  ['10,000 that grow when escaped', '<&>'.repeat(3334)],
  ['10,000 emoji', '👩‍💻'.repeat(2000)],
  ['1,000 lines', 'line\n'.repeat(1000)],
])('%s in every field', (_, long) => {
  it('fit into every message and its plain form', () => {
    for (const [name, message] of Object.entries(everyMessage(long, `https://example.com/${long}`))) {
      expect([name, ...faults(message)]).toEqual([name])
      expect([name, ...faults(plain(message))]).toEqual([name])
    }
  })

  it('fit into every modal', () => {
    for (const [name, view] of Object.entries(everyModal(long, long)))
      expect([name, ...viewFaults(view)]).toEqual([name])
  })

  it('leave the first forty characters of the notification alone', () => {
    for (const [name, { text }] of Object.entries(everyMessage(long, 'x'))) {
      const state = /(triggered|acknowledged|mitigated|resolved)$/.exec(name)?.[1]
      if (state) expect([name, text.slice(0, 40)]).toEqual([name, expect.stringContaining(`P1 ${state} · `)])
    }
  })
})

describe('a great many', () => {
  it('services: the troubled ones first, the others counted', () => {
    const parts = many(60, i => ({
      name: `service-${i}`,
      kind: 'service' as const,
      logs: true,
      revisions: true,
      state: i < 40 ? ('down' as const) : ('fine' as const),
      findings: many(5, () => ({
        state: 'down' as const,
        what: '/health',
        detail: '503 '.repeat(200),
        ms: 40,
      })),
    }))
    const message = health({ system: 'l', title: 'LearnBot', environment: 'production', parts, ms: 9000 }, 0)
    expect(faults(message)).toEqual([])
    expect(reads(message)).toContain('LearnBot production: 40 down, 20 fine · 9.0 s')
    expect(reads(message)).toContain('and 15 more that are not fine')
    expect(reads(message)).toContain('🟢 service-40, service-41')
  })

  it('incidents: the worst first, the rest counted and still to be chosen', () => {
    const incidents = many(200, i =>
      triggered({ id: `id${i}`, number: i, severity: i === 150 ? 'P1' : 'P2' }),
    )
    const message = incidentList(incidents, began)
    expect(faults(message)).toEqual([])
    expect(reads(message)).toContain('and 175 more')
    expect(reads(message).split('\n')[1]).toContain('INC-150')
  })

  it('entries, links, merged incidents, commands, people on call, people to mention', () => {
    const notes = many(300, i => entry({ kind: 'note', text: 'n'.repeat(5000) }, ana, i))
    const crowded = triggered({
      links: many(50, i => ({ label: `link ${i}`, url: `https://example.com/${i}` })),
      merged: many(500, i => ({ id: `m${i}`, number: i })),
    })
    const topics = many(80, i => ({
      name: `topic${i % 9} do`,
      summary: 's'.repeat(500),
      example: 'e'.repeat(500),
      permission: 'approvers' as const,
    }))
    const levels = many(300, i => ({ level: i % 10, user: { name: 'n'.repeat(300) }, until: 0 }))
    const pinged = { level: 1, groups: many(150, i => `S0GROUP${i}`), users: many(500, i => `U0USER${i}`) }
    expect(faults(incidentDetail(crowded, notes))).toEqual([])
    const options = many(80, i => ({ name: `option${i}`, isFlag: false, help: 'h'.repeat(500) }))
    for (const message of [
      overview(many(9, () => ({ title: 't'.repeat(500), about: 'a'.repeat(500), commands: topics }))),
      list('t'.repeat(500), topics),
      details({ ...topics[0]!, options }, topics),
    ])
      expect(faults(message)).toEqual([])
    expect(faults(oncall('LearnBot', { source: 'pagerduty', levels }))).toEqual([])
    expect(faults(mention(crowded, pinged))).toEqual([])
    expect(reads(mention(crowded, pinged))).toContain('> level 1: nobody has it yet.')
    expect(postmortem(crowded, notes).content.split('\n').length).toBeGreaterThan(300)
  })

  it('steps, calls, warnings, approvals, locks and silences of a change', () => {
    for (const long of ['short', 'word '.repeat(200)])
      for (const [name, message] of Object.entries(everyChangeMessage(long, 'https://example.com', 120)))
        expect([name, ...faults(message), ...faults(plain(message))]).toEqual([name])
  })

  it('a check-box whose command would be cut', () => {
    const tick = (id: string) =>
      actions([checkbox({ label: 'Look', command: `checklist tick ${id}`, checked: false })])
    expect(tick('9f3c2a71d04be856 12')).toMatchObject([
      { elements: [{ action_id: '0:checklist tick 9f3c2a71d04be856 12' }] },
    ])
    expect(tick('9'.repeat(300))).toEqual([])
  })

  it('choices in a modal', () => {
    const services = many(300, i => `service-${i}`)
    const systems = many(120, i => system(`s${i}`, `System ${i}`, { production: services }))
    expect(viewFaults(declareModal(systems))).toEqual([])
    const others = many(300, i => triggered({ id: `id${i}` }))
    expect(viewFaults(mergeModal(triggered(), others)!)).toEqual([])
  })
})

it('a command too long for Slack is not offered, rather than cut into another one', () => {
  const message = refusal('No.', [
    { label: 'Long', command: `deploy ${'x'.repeat(2000)}` },
    { label: 'Short', command: 'help' },
  ])
  expect(JSON.stringify(message.blocks)).not.toContain('Long')
  expect(JSON.stringify(message.blocks)).toContain('Short')
})

describe('cutting', () => {
  it('ends with an ellipsis and never in the middle of a character', () => {
    expect(clip('abcdef', 4)).toBe('abc…')
    expect(clip('abc', 3)).toBe('abc')
    expect(clip('ab😀cd', 4)).toBe('ab…')
    expect(clip('ab   cdef', 6)).toBe('ab…')
  })

  it('says how many were left out', () => {
    expect(listed(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more')
    expect(listed(['a', 'b'], 2)).toBe('a, b')
  })
})
