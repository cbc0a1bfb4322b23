import { describe, expect, it } from 'vitest'
import { belay } from '../../src/domain/actor.ts'
import { postmortemDue } from '../../src/domain/clocks.ts'
import { ana, begin, ben, hour, minute, night, opening, policy } from './story.ts'

const target = { id: 'other', number: 7 }

describe('a mitigated incident', () => {
  it('is led by whoever mitigated it, is reminded of, and never given back', () => {
    const story = begin()
    story.does(ana, { type: 'mitigate' })
    expect(story.incident).toMatchObject({
      state: 'mitigated',
      lead: ana,
      acknowledgedAt: night,
      mitigatedAt: night,
    })
    story.news()
    story.passes(2 * hour)
    expect(story.news()).toEqual(['reminder', 'reminder', 'reminder', 'reminder'])
    expect(story.tries(ben, { type: 'acknowledge' })).toEqual({
      ok: false,
      reason: 'INC-42 is mitigated already; Ana leads it.',
    })
  })

  it('that was not over is acknowledged again', () => {
    const story = begin()
    story.does(ana, { type: 'mitigate' })
    story.does(ana, { type: 'reopen' })
    expect(story.incident).toMatchObject({ state: 'acknowledged', lead: ana, cycle: 1 })
    expect(story.incident.mitigatedAt).toBeUndefined()
    expect(story.timeline.at(-1)).toMatchObject({ kind: 'unmitigated', by: ana })
  })
})

describe('a resolved incident', () => {
  it('keeps who had it and when, and owes a post-mortem: its reminder comes at half the time', () => {
    const story = begin()
    story.sleeps(2 * minute)
    story.does(ana, { type: 'acknowledge' })
    story.sleeps(35 * minute)
    story.does(ana, { type: 'resolve', text: 'rolled back' })
    expect(story.incident).toMatchObject({ state: 'resolved', lead: ana, resolvedAt: story.now })
    expect(story.timeline.at(-1)).toMatchObject({ kind: 'resolved', text: 'rolled back' })
    expect(story.due('postmortem')).toBe(37 + 24 * 60)
    story.news()
    story.passes(72 * hour)
    expect(story.news()).toEqual(['postmortem-due'])
    expect(story.timeline.at(-1)).toMatchObject({ dueAt: postmortemDue(story.incident) })
  })

  it('refuses what needs an open one, offers to reopen it, and still takes notes', () => {
    const story = begin()
    story.does(ana, { type: 'resolve' })
    expect(story.tries(ben, { type: 'acknowledge' })).toEqual({
      ok: false,
      reason: 'INC-42 is resolved.',
      offer: 'reopen',
    })
    story.does(ben, { type: 'note', text: 'for the post-mortem' })
  })

  it('is not reopened by who saw it mitigated, nor the other way round', () => {
    const story = begin()
    story.does(ana, { type: 'mitigate' })
    expect(story.tries(ben, { type: 'reopen', from: 'resolved' })).toEqual({
      ok: false,
      reason: 'INC-42 is mitigated by now.',
    })
    story.does(ana, { type: 'resolve' })
    expect(story.tries(ben, { type: 'reopen', from: 'mitigated' })).toEqual({
      ok: false,
      reason: 'INC-42 is resolved by now.',
      offer: 'reopen',
    })
    story.does(ben, { type: 'reopen', from: 'resolved' })
    expect(story.incident.state).toBe('triggered')
  })

  it('pages from the first level when it is reopened, and tells nobody a level twice', () => {
    const story = begin()
    story.passes(15 * minute)
    story.does(ana, { type: 'resolve' })
    story.sleeps(hour)
    story.does(ben, { type: 'reopen' })
    expect(story.incident).toMatchObject({ state: 'triggered', cycle: 2, climb: 1, level: 1 })
    expect(story.incident.resolvedAt).toBeUndefined()
    expect(story.ordered).toContain('notify:k3jd8:2:1:1')
    expect(story.cancelled).toContain('timer:k3jd8:postmortem')
  })

  it('opens anew when it alerts again within ten minutes, and not after', () => {
    const story = begin()
    story.does(ana, { type: 'resolve' })
    story.sleeps(10 * minute)
    const again = story.tries(belay, { type: 'alert', title: 'p99 latency' })
    expect(again).toMatchObject({ ok: true, incident: { state: 'triggered', cycle: 2 } })
    expect(story.timeline).toContainEqual(expect.objectContaining({ kind: 'reopened', flapping: true }))

    story.does(ana, { type: 'resolve' })
    story.sleeps(10 * minute + 1)
    expect(story.tries(belay, { type: 'alert', title: 'p99 latency' })).toEqual({
      ok: false,
      reason: 'INC-42 was resolved 10 min ago; this is another incident.',
    })
  })
})

describe('a merged incident', () => {
  it('is over, owes no post-mortem, and says where to carry on', () => {
    const story = begin()
    story.does(ana, { type: 'merge', into: target })
    expect(story.incident).toMatchObject({ state: 'resolved', mergedInto: target })
    expect(story.due('postmortem')).toBeUndefined()
    for (const type of ['reopen', 'acknowledge'] as const) {
      expect(story.tries(ben, { type })).toEqual({
        ok: false,
        reason: 'INC-42 was merged into INC-7: carry on there.',
      })
    }
  })

  it('is not merged into itself', () => {
    expect(begin().tries(ana, { type: 'merge', into: { id: 'k3jd8', number: 42 } }).ok).toBe(false)
  })

  it('is remembered once by the one that took it in', () => {
    const story = begin()
    const absorb = {
      type: 'absorb',
      from: target,
      title: 'the same',
      severity: 'P1',
      state: 'acknowledged',
    } as const
    story.does(ana, absorb)
    story.does(ana, absorb)
    expect(story.incident.merged).toEqual([target])
  })

  it("makes what takes it in as bad as itself, with that severity's deadlines, and never less bad", () => {
    const story = begin({ ...opening, severity: 'P4' })
    story.does(ana, { type: 'acknowledge' })
    story.news()
    const absorb = { type: 'absorb', from: target, title: 'checkout is down', state: 'triggered' } as const
    story.does(ben, { ...absorb, severity: 'P1' })
    expect(story.incident).toMatchObject({ severity: 'P1', severityAt: story.now, state: 'acknowledged' })
    expect(story.timeline.slice(-2)).toMatchObject([
      { kind: 'merged', from: target, unattended: true },
      { kind: 'severity', from: 'P4', to: 'P1' },
    ])
    expect(story.due('remind')).toBe(30)

    story.does(ben, { ...absorb, from: { id: 'third', number: 8 }, severity: 'P3', state: 'mitigated' })
    expect(story.incident.severity).toBe('P1')
    expect(story.timeline.at(-1)).toMatchObject({ kind: 'merged' })
    expect(story.timeline.at(-1)).not.toHaveProperty('unattended')
  })

  it('keeps the severity of what takes it in where its own is not known there', () => {
    const { P1: _, ...severities } = policy.severities
    const story = begin({ ...opening, severity: 'P4', policy: { ...policy, severities } })
    const absorb = { type: 'absorb', from: target, title: 'the same', state: 'triggered' } as const
    story.does(ana, { ...absorb, severity: 'P1' })
    expect(story.incident.severity).toBe('P4')
  })
})
