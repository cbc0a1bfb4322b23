import { expect, it } from 'vitest'
import { pagerdutyLine, stuckLine } from '../../blocks/trouble-line.ts'
import type { Job } from '../../src/domain/jobs.ts'
import { triggered } from './sample.ts'

const incident = 'k3jd8w2m5x7q'
const rung = { incident, cycle: 1, climb: 1, level: 1 }
const why = 'Slack refused chat.postMessage: is_archived.'

it.each<[Job, string]>([
  [{ kind: 'timer', incident, timer: 'escalate' }, 'The next level could not be called in its time'],
  [{ kind: 'notify', ...rung }, 'Who is on level 1 could not be found out, so that nobody of it is told'],
  [{ kind: 'mention', ...rung }, 'Level 1 could not be mentioned here'],
  [{ kind: 'page', ...rung, person: 'UANA' }, 'Level 1: Ana could not be told in a direct message'],
  [
    { kind: 'digest', person: 'UANA', level: 2, number: 1 },
    'Level 2: Ana could not be told of several incidents in a direct message',
  ],
  [{ kind: 'show', incident }, 'INC-42 could not be shown in #alerts as it stands now'],
  [{ kind: 'cards', channel: '#alerts' }, 'The next card could not be posted in #alerts'],
  [{ kind: 'pagerduty', incident }, 'PagerDuty could not be told how this stands'],
  [{ kind: 'pagerduty-create', incident, cycle: 1 }, 'PagerDuty could not be asked to page for this'],
  [{ kind: 'pagerduty-note', incident, entry: 12 }, 'A note could not be carried over to PagerDuty'],
  [
    { kind: 'tidy', incident, intent: 'entry:12' },
    'It could not be made sure that a message stands only once',
  ],
])('%j: what could not be done, in words and without ids', (job, words) => {
  const stuck = { job, incident: triggered({ channel: '#alerts' }), person: 'Ana', why }
  expect(stuckLine({ ...stuck, goesOn: false })).toBe(
    `${words}. Belay has given up (to have it tried again: /belay parked). ${why}`,
  )
  expect(stuckLine({ ...stuck, goesOn: true })).toBe(`${words}. Belay goes on trying. ${why}`)
})

it('has words also for what cannot be read, and for what only a newer Belay knows', () => {
  const newer = { kind: 'deploy', incident } as unknown as Job
  for (const job of [undefined, newer])
    expect(stuckLine({ job, why, goesOn: false })).toMatch(
      /^Something that Belay owes .* Belay has given up \(.*parked\)\. Slack/,
    )
})

it('says what PagerDuty does not hold now', () => {
  const refused = 'PagerDuty refused: Requester User Not Found'
  expect(pagerdutyLine('page', refused)).toBe(`PagerDuty does not page for this. ${refused}`)
  expect(pagerdutyLine({ status: 'resolved' }, refused)).toBe(`This is not resolved in PagerDuty. ${refused}`)
  expect(pagerdutyLine({ level: 2 }, refused)).toBe(
    `This is not escalated to level 2 in PagerDuty. ${refused}`,
  )
})
