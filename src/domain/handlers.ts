import { ladderEvents } from './ladder-events.ts'
import { mergeEvents } from './merge-events.ts'
import { monitorEvents } from './monitor-events.ts'
import { pagerdutyEvents } from './pagerduty-events.ts'
import { statusEvents } from './status-events.ts'
import type { Handlers } from './step.ts'
import { onTime } from './timers.ts'
import { workEvents } from './work-events.ts'

/** What each event does in the states that let it through (see answers.ts). */
export const handlers: Handlers = {
  ...statusEvents,
  ...ladderEvents,
  ...workEvents,
  ...mergeEvents,
  ...pagerdutyEvents,
  ...monitorEvents,
  due: (incident, event, now) => onTime(incident, event.timer, now),
}
