import type { Command } from '../../src/engine/command.ts'
import { checklist } from '../checklist/checklist.ts'
import { tick } from '../checklist/tick.ts'
import { allowSchedule } from '../schedule/allow.ts'
import { schedules } from '../schedule/list.ts'
import { stopSchedule } from '../schedule/stop.ts'
import { stepDone } from './done.ts'
import { runbook } from './search.ts'
import { showProcedure } from './show.ts'
import { runStep } from './step.ts'

/** What can be typed about what the runbook says: its procedures, lists and times; in the order of the help. */
export const runbookCommands: Command[] = [
  runbook,
  checklist,
  schedules,
  showProcedure,
  runStep,
  stepDone,
  tick,
  allowSchedule,
  stopSchedule,
]
