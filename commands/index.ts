import type { Command } from '../src/engine/command.ts'
import { health } from './health.ts'
import { helpOn } from './help.ts'
import { ack } from './incident/ack.ts'
import { ackAll } from './incident/ack-all.ts'
import { declare } from './incident/declare.ts'
import { escalate } from './incident/escalate.ts'
import { lead } from './incident/lead.ts'
import { list } from './incident/list.ts'
import { merge } from './incident/merge.ts'
import { mitigate } from './incident/mitigate.ts'
import { note } from './incident/note.ts'
import { postmortem } from './incident/postmortem.ts'
import { reopen } from './incident/reopen.ts'
import { resolve } from './incident/resolve.ts'
import { resumeReminders } from './incident/resume-reminders.ts'
import { severity } from './incident/severity.ts'
import { show } from './incident/show.ts'
import { snooze } from './incident/snooze.ts'
import { stopReminders } from './incident/stop-reminders.ts'
import { update } from './incident/update.ts'
import { logs } from './logs.ts'
import { oncall } from './oncall.ts'

/** Everything that people can type, in the order of the help. */
export const commands: Command[] = [
  declare,
  list,
  show,
  ack,
  ackAll,
  escalate,
  severity,
  update,
  note,
  lead,
  mitigate,
  resolve,
  reopen,
  snooze,
  stopReminders,
  resumeReminders,
  merge,
  postmortem,
  oncall,
  health,
  logs,
  helpOn(() => commands),
]

/** What Slack knows as slash commands: `/incident …` is `/belay incident …`. */
export const slashCommands: string[] = ['/belay', '/incident', '/health']
