import { describe, expect, it } from 'vitest'
import { belay } from '../../src/domain/actor.ts'
import { ana, begin, ben, hour, lasting, minute, opening, policy } from './story.ts'

describe('an incident that nobody acknowledges', () => {
  it('climbs level by level, each after its own wait, and repeats the last', () => {
    const story = begin()
    expect(story.news()).toEqual(['opened', 'level'])
    expect(story.due('escalate')).toBe(15)

    story.passes(15 * minute)
    expect(story.timeline.at(-1)).toEqual({
      kind: 'level',
      level: 2,
      notify: ['@leads'],
      repeats: false,
      at: story.now,
      by: belay,
    })
    expect(story.due('escalate')).toBe(45)

    story.passes(30 * minute)
    expect(story.timeline.at(-1)).toMatchObject({ level: 3, notify: ['cto@example.com'], repeats: true })

    story.passes(hour)
    expect(story.timeline.at(-1)).toMatchObject({ level: 3, repeats: true })
    expect(story.incident).toMatchObject({ cycle: 1, climb: 4, level: 3, state: 'triggered' })
  })

  it('reaches only the levels that are there for its severity', () => {
    const story = begin({ ...opening, severity: 'P2' })
    story.passes(10 * hour)
    expect(story.timeline.flatMap(entry => (entry.kind === 'level' ? entry.level : []))).not.toContain(3)
    expect(story.timeline.at(-1)).toMatchObject({ kind: 'level', level: 2, repeats: true })
  })

  it('has its acknowledge time at the first level that it reaches', () => {
    const ladder = [
      { notify: ['@pager'], only: ['P1' as const] },
      { notify: ['@oncall'], wait: lasting('30m') },
    ]
    const story = begin({ ...opening, severity: 'P2', policy: { ...policy, ladder } })
    expect(story.incident.level).toBe(2)
    expect(story.due('escalate')).toBe(60)
  })

  it('tells a level no sooner after its beginning than that one says', () => {
    const ladder = [
      { notify: ['@oncall'] },
      { notify: ['@leads'], wait: lasting('30m') },
      { notify: ['@managers'], after: hour, wait: lasting('30m') },
    ]
    const story = begin({ ...opening, policy: { ...policy, ladder } })
    story.passes(15 * minute)
    expect(story.incident.level).toBe(2)
    expect(story.due('escalate')).toBe(60)
    story.passes(45 * minute)
    expect(story.incident.level).toBe(3)
    expect(story.due('escalate')).toBe(90)

    const late = begin({ ...opening, severity: 'P3', policy: { ...policy, ladder } })
    late.passes(4 * hour)
    expect(late.incident.level).toBe(2)
    expect(late.due('escalate')).toBe(4 * 60 + 30)
  })

  it('of the least severity waits for the next business day', () => {
    const story = begin({ ...opening, severity: 'P4' })
    expect(new Date(story.now + story.due('escalate')! * minute)).toEqual(new Date('2026-11-19T17:00:00Z'))
  })

  it('says by how much a level is late', () => {
    const story = begin()
    story.sleeps(20 * minute)
    story.fire('escalate')
    expect(story.timeline.at(-1)).toMatchObject({ level: 2, late: 5 * minute })
    expect(story.due('escalate')).toBe(50)
  })

  it('is not told twice by a timer that fires twice, or too early', () => {
    const story = begin()
    story.sleeps(14 * minute)
    story.fire('escalate')
    story.sleeps(minute)
    story.fire('escalate')
    story.fire('escalate')
    expect(story.news()).toEqual(['opened', 'level', 'level'])
  })
})

describe('a level that reaches nobody', () => {
  it('is said, and the next is told at once', () => {
    const story = begin()
    story.does(belay, { type: 'nobody-reached', cycle: 1, climb: 1 })
    expect(story.news()).toEqual(['opened', 'level', 'nobody-reached', 'level'])
    expect(story.incident.level).toBe(2)
    expect(story.ordered).toContain('notify:k3jd8:1:2:2')
  })

  it('is said once, however often it is tried', () => {
    const story = begin()
    story.does(belay, { type: 'nobody-reached', cycle: 1, climb: 1 })
    story.does(belay, { type: 'nobody-reached', cycle: 1, climb: 1 })
    expect(story.incident.level).toBe(2)
  })

  it('waits for its repetition when it is the last', () => {
    const story = begin({ ...opening, severity: 'P2' })
    story.passes(hour)
    story.does(belay, { type: 'nobody-reached', cycle: 1, climb: 2 })
    expect(story.news().at(-1)).toBe('nobody-reached')
    expect(story.due('escalate')).toBe(90)
  })

  it('means nothing any more when somebody has acknowledged meanwhile', () => {
    const story = begin()
    story.does(ana, { type: 'acknowledge' })
    story.does(belay, { type: 'nobody-reached', cycle: 1, climb: 1 })
    expect(story.incident).toMatchObject({ state: 'acknowledged', level: 1 })
  })
})

describe('escalating by hand', () => {
  it('tells the next level now, and its wait begins anew', () => {
    const story = begin()
    story.sleeps(3 * minute)
    story.does(ana, { type: 'escalate' })
    expect(story.incident.level).toBe(2)
    expect(story.due('escalate')).toBe(33)
  })

  it('tells the level that is asked for', () => {
    const story = begin()
    story.does(ana, { type: 'escalate', level: 3 })
    expect(story.incident.level).toBe(3)
  })

  it.each([0, 4, 1.5])('refuses level %d, which there is not', level => {
    expect(begin().tries(ana, { type: 'escalate', level })).toEqual({
      ok: false,
      reason: 'INC-42 has levels 1 to 3.',
    })
  })

  it('refuses a level that is not for this severity, and says what to do', () => {
    const story = begin({ ...opening, severity: 'P3' })
    expect(story.tries(ana, { type: 'escalate', level: 3 })).toEqual({
      ok: false,
      reason: 'Level 3 is for P1 only, and INC-42 is a P3: change its severity first.',
    })
  })

  it('goes on from the level that was seen only, and only while nobody has it', () => {
    const story = begin()
    story.does(ana, { type: 'escalate', from: 1 })
    expect(story.incident.level).toBe(2)
    const late = { type: 'escalate', from: 1 } as const
    expect(story.tries(ben, late)).toEqual({ ok: false, reason: 'Ana has just called level 2 of INC-42.' })
    story.does(ana, { type: 'acknowledge' })
    expect(story.tries(ben, late)).toEqual({ ok: false, reason: 'Ana has INC-42 by now.' })
  })

  it('takes it from whoever has it, and pages for it again', () => {
    const story = begin()
    story.does(ana, { type: 'acknowledge' })
    story.sleeps(minute)
    story.does(ana, { type: 'escalate', level: 2 })
    expect(story.incident).toMatchObject({ state: 'triggered', cycle: 2, climb: 2, level: 2 })
    expect(story.incident.lead).toBeUndefined()
    expect(story.ordered).toContain('notify:k3jd8:2:2:2')
  })

  it('takes it from nobody unless a level is named: they may have taken it meanwhile', () => {
    const story = begin()
    story.does(ben, { type: 'acknowledge' })
    const refusal = {
      ok: false,
      reason: 'Ben has INC-42 by now and would lose it: choose whom to tell.',
      offer: 'escalate',
    }
    expect(story.tries(ana, { type: 'escalate' })).toEqual(refusal)
    story.does(ben, { type: 'mitigate' })
    expect(story.tries(ana, { type: 'escalate' })).toEqual(refusal)
  })
})

describe('a change of severity', () => {
  it('moves the deadline', () => {
    const story = begin({ ...opening, severity: 'P3' })
    expect(story.due('escalate')).toBe(240)
    story.does(ben, { type: 'severity', to: 'P2' })
    expect(story.due('escalate')).toBe(60)
    expect(story.ordered).toContain('timer:k3jd8:escalate')
  })

  it('into the past escalates at once, and is not called late', () => {
    const story = begin({ ...opening, severity: 'P3' })
    story.sleeps(hour)
    story.does(ben, { type: 'severity', to: 'P1' })
    story.passes(0)
    expect(story.timeline.at(-1)).toMatchObject({ kind: 'level', level: 2 })
    expect(story.timeline.at(-1)).not.toHaveProperty('late')
  })

  it('to less leaves a level behind that is not for it, and repeats the last that is', () => {
    const story = begin()
    story.passes(45 * minute)
    expect(story.incident.level).toBe(3)
    story.does(ben, { type: 'severity', to: 'P2' })
    story.passes(2 * hour)
    expect(story.incident.level).toBe(2)
  })

  it('to one that there is not is refused with those there are', () => {
    const { P1, P3 } = policy.severities
    const story = begin({ ...opening, policy: { ...policy, severities: { P3: P3!, P1: P1! } } })
    expect(story.tries(ana, { type: 'severity', to: 'P2' })).toEqual({
      ok: false,
      reason: 'There is no P2 here; severities are P1, P3.',
    })
  })
})
