import type { Command } from '../../src/engine/command.ts'
import { ack } from './ack.ts'
import { ackAll } from './ack-all.ts'
import { declare } from './declare.ts'
import { escalate } from './escalate.ts'
import { lead } from './lead.ts'
import { list } from './list.ts'
import { merge } from './merge.ts'
import { milestone } from './milestone.ts'
import { mitigate } from './mitigate.ts'
import { note } from './note.ts'
import { postmortem } from './postmortem.ts'
import { reopen } from './reopen.ts'
import { resolve } from './resolve.ts'
import { resumeReminders } from './resume-reminders.ts'
import { severity } from './severity.ts'
import { show } from './show.ts'
import { snooze } from './snooze.ts'
import { stopReminders } from './stop-reminders.ts'
import { update } from './update.ts'

/** What can be typed about incidents, in the order of the help. */
export const incidentCommands: Command[] = [
  declare,
  ack,
  resolve,
  list,
  show,
  ackAll,
  escalate,
  severity,
  update,
  note,
  lead,
  milestone,
  mitigate,
  reopen,
  snooze,
  stopReminders,
  resumeReminders,
  merge,
  postmortem,
]
