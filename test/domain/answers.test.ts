import { describe, expect, it } from 'vitest'
import { belay } from '../../src/domain/actor.ts'
import { type EventType, type IncidentEvent, timers } from '../../src/domain/events.ts'
import { type State, states } from '../../src/domain/incident.ts'
import { ana, begin, ben, hour, type Story } from './story.ts'

const reaching: Record<State, (story: Story) => void> = {
  triggered: () => {},
  acknowledged: story => story.does(ana, { type: 'acknowledge' }),
  mitigated: story => story.does(ana, { type: 'mitigate' }),
  resolved: story => story.does(ana, { type: 'resolve' }),
}

type Row = Record<State, State | 'no change' | 'refused'>
const stays: Row = {
  triggered: 'triggered',
  acknowledged: 'acknowledged',
  mitigated: 'mitigated',
  resolved: 'resolved',
}
const whileOpen: Row = { ...stays, resolved: 'refused' }
const nothing: Row = {
  triggered: 'no change',
  acknowledged: 'no change',
  mitigated: 'no change',
  resolved: 'no change',
}

/** The state after every event in every state, when Ben asks for it in Slack an hour on, or Belay by itself. */
const table: Record<EventType, Row> = {
  acknowledge: {
    triggered: 'acknowledged',
    acknowledged: 'refused',
    mitigated: 'refused',
    resolved: 'refused',
  },
  unacknowledge: { ...nothing, acknowledged: 'triggered', mitigated: 'triggered' },
  escalate: {
    triggered: 'triggered',
    acknowledged: 'triggered',
    mitigated: 'triggered',
    resolved: 'refused',
  },
  severity: whileOpen,
  mitigate: { triggered: 'mitigated', acknowledged: 'mitigated', mitigated: 'refused', resolved: 'refused' },
  resolve: { triggered: 'resolved', acknowledged: 'resolved', mitigated: 'resolved', resolved: 'refused' },
  reopen: { triggered: 'refused', acknowledged: 'refused', mitigated: 'acknowledged', resolved: 'triggered' },
  alert: { ...stays, resolved: 'refused' },
  firing: { ...stays, resolved: 'refused' },
  cleared: { triggered: 'resolved', acknowledged: 'resolved', mitigated: 'resolved', resolved: 'resolved' },
  note: stays,
  update: whileOpen,
  lead: { ...whileOpen, triggered: 'refused' },
  identified: nothing,
  snooze: { ...whileOpen, triggered: 'refused' },
  'stop-reminders': { ...whileOpen, triggered: 'refused' },
  'resume-reminders': { ...nothing, triggered: 'refused', resolved: 'refused' },
  merge: { triggered: 'resolved', acknowledged: 'resolved', mitigated: 'resolved', resolved: 'refused' },
  absorb: whileOpen,
  // It has none.
  milestone: { triggered: 'refused', acknowledged: 'refused', mitigated: 'refused', resolved: 'refused' },
  touch: { ...nothing, acknowledged: 'acknowledged', mitigated: 'mitigated' },
  due: { triggered: 'triggered', acknowledged: 'no change', mitigated: 'no change', resolved: 'no change' },
  told: stays,
  'nobody-reached': { ...nothing, triggered: 'triggered' },
  paging: stays,
  'pagerduty-told': nothing,
  news: stays,
  trouble: stays,
  run: stays,
}

const later = Date.UTC(2027, 0, 1)
const events: { [T in EventType]: Omit<Extract<IncidentEvent, { type: T }>, 'at' | 'by' | 'type'> } = {
  acknowledge: {},
  unacknowledge: {},
  escalate: { level: 2 },
  severity: { to: 'P2' },
  mitigate: {},
  resolve: {},
  reopen: {},
  alert: { title: 'again' },
  firing: { title: 'again', severity: 'P1', signal: { at: later } },
  cleared: { signal: { at: later } },
  note: { text: 'seen' },
  update: { text: 'rolling back' },
  lead: { lead: ben },
  identified: { person: 'PCARA', slack: 'UCARA', name: 'Cara' },
  snooze: { until: later },
  'stop-reminders': {},
  'resume-reminders': {},
  merge: { into: { id: 'other', number: 7 } },
  absorb: { from: { id: 'other', number: 7 }, title: 'the same', severity: 'P4', state: 'triggered' },
  milestone: { number: 1 },
  touch: {},
  due: { timer: 'escalate' },
  told: { level: 1, people: ['Ana'] },
  'nobody-reached': { cycle: 1, climb: 1 },
  paging: { id: 'PAGE1', url: 'https://example.pagerduty.com/incidents/PAGE1' },
  'pagerduty-told': { want: 0 },
  news: { news: { kind: 'reassigned', to: ['Cara'] } },
  trouble: { text: 'Slack was away' },
  run: { run: { id: 'run', title: 'roll back api-gateway', shifts: [] }, happened: [{ kind: 'started' }] },
}
const byBelay = new Set<EventType>([
  'alert',
  'due',
  'told',
  'nobody-reached',
  'paging',
  'identified',
  'pagerduty-told',
  'trouble',
  'run',
])

function outcome(type: EventType, state: State): Row[State] {
  const story = begin()
  reaching[state](story)
  story.sleeps(hour)
  const before = story.incident
  const event = { type, ...events[type] } as Parameters<Story['tries']>[1]
  const result = story.tries(byBelay.has(type) ? belay : ben, event)
  if (!result.ok) {
    expect(result.reason).toMatch(/^[A-Z].*[.?]$/)
    return 'refused'
  }
  return result.incident === before ? 'no change' : result.incident.state
}

describe.each(Object.keys(table) as EventType[])('%s', type => {
  it.each(states)('has its answer when the incident is %s', state => {
    expect(outcome(type, state)).toBe(table[type][state])
  })
})

it.each(timers)('a timer that is not owed (%s) changes nothing', timer => {
  const story = begin()
  story.does(ana, { type: 'acknowledge' })
  story.does(ana, { type: 'stop-reminders' })
  const before = story.incident
  story.sleeps(1000 * hour)
  story.fire(timer)
  expect(story.incident).toBe(before)
})
