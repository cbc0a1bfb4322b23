import { checklistDone, checklist as checklistMessage, checklists } from '../../blocks/checklist.ts'
import type { Message } from '../../blocks/message.ts'
import { missed, scheduleCard, scheduleOver } from '../../blocks/schedule.ts'
import { scheduleList } from '../../blocks/schedule-list.ts'
import { type Checklist, itemsAtMost } from '../../src/domain/checklist/checklist.ts'
import type { Schedule } from '../../src/domain/schedule/schedule.ts'
import { ana, began } from './sample.ts'

const times = <T>(many: number, make: (i: number) => T): T[] =>
  Array.from({ length: many }, (_, i) => make(i))

/** A list as long as one message shows, with `text` in every place that the runbook or a person fills. */
function listWith(text: string, ticked: boolean): Checklist {
  const by = { ...ana, name: text }
  return {
    schema: 1,
    id: '0123456789abcdef',
    system: 'learnbot',
    environment: 'production',
    name: 'morning',
    title: text,
    procedure: text,
    place: { channel: 'C1' },
    openedBy: by,
    openedAt: began,
    more: 3,
    ...(ticked && { dueAt: began - 3_600_000 }),
    items: times(itemsAtMost, i => ({
      step: i + 1,
      title: text,
      notes: [text, text],
      command: { text, label: 'Run …', line: 'runbook step x 1' },
      ...(ticked && { ticked: { by, at: began } }),
    })),
  }
}

function schedulesWith(text: string): Schedule[] {
  const by = { ...ana, name: text }
  const call = { action: text, on: text, sets: text, params: {} }
  const plan = { title: text, shifts: [{ from: text, to: text }], now: [text], warnings: [text] }
  const base: Schedule = {
    schema: 1,
    id: 'change/weekly',
    digest: '0123456789abcdef',
    since: 0,
    required: 2,
    allowed: [],
    plan: { ...plan, calls: [call], resources: [] },
  }
  const allowed = times(2, () => ({ by, at: began }))
  const last = { dueAt: began, at: began, why: text }
  return [base, { ...base, why: text }, { ...base, allowed, last }, { ...base, stopped: { by, at: began } }]
}

/** Every message about what comes back, likewise. */
export function everyCalendarMessage(text: string): Record<string, Message> {
  const home = { system: 'learnbot', title: text }
  const when = { at: '0 9 * * *', zone: 'UTC' }
  const change = { ...when, environment: 'production', operation: text, input: {} }
  const schedules = schedulesWith(text)
  const list = { home, name: 'weekly', when, nextAt: began }
  const messages: Record<string, Message> = {
    checklist: checklistMessage(listWith(text, false), { title: text }),
    'checklist ticked': checklistMessage(listWith(text, true), { title: text }),
    'checklist done': checklistDone(listWith(text, true)),
    checklists: checklists(text, [{ title: text, nextAt: began, command: 'checklist x' }], began),
    'schedule over': scheduleOver(),
    'schedule missed': missed({
      home,
      name: 'weekly',
      kind: 'change',
      why: text,
      last: { dueAt: began, at: began },
    }),
    schedules: scheduleList([
      ...schedules.map(schedule => ({ ...list, change, schedule })),
      { ...list, checklist: listWith(text, true), schedule: { ...schedules[0]!, last: { dueAt: 1, at: 1 } } },
    ]),
  }
  for (const [i, schedule] of schedules.entries())
    messages[`schedule ${i}`] = scheduleCard({ home, name: 'weekly', change, when, schedule })
  return messages
}
