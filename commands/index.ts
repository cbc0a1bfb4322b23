import type { Command } from '../src/engine/command.ts'
import { audit } from './audit.ts'
import { autoscaling } from './autoscaling.ts'
import { blueGreen } from './blue-green/deploy.ts'
import { retireColour } from './blue-green/retire.ts'
import { switchColours } from './blue-green/switch.ts'
import { cacheCommands } from './cache/index.ts'
import { checklist } from './checklist/checklist.ts'
import { tick } from './checklist/tick.ts'
import { composeDown, composeUp } from './compose.ts'
import { costs } from './costs.ts'
import { databaseCommands } from './db/index.ts'
import { deploy } from './deploy.ts'
import { describe } from './describe.ts'
import { events } from './events.ts'
import { exec } from './exec.ts'
import { health } from './health.ts'
import { helpOn } from './help.ts'
import { ack } from './incident/ack.ts'
import { ackAll } from './incident/ack-all.ts'
import { declare } from './incident/declare.ts'
import { escalate } from './incident/escalate.ts'
import { lead } from './incident/lead.ts'
import { list } from './incident/list.ts'
import { merge } from './incident/merge.ts'
import { milestone } from './incident/milestone.ts'
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
import { lambdaConcurrency } from './lambda/concurrency.ts'
import { lambda } from './lambda/lambda.ts'
import { lambdaMemory } from './lambda/memory.ts'
import { lambdaShift } from './lambda/shift.ts'
import { lock } from './lock.ts'
import { logCommands } from './log/index.ts'
import { logs } from './logs.ts'
import { metrics } from './metrics.ts'
import { mongoCommands } from './mongo/looks.ts'
import { oncall } from './oncall.ts'
import { parkedAgain } from './parked/again.ts'
import { parkedDrop } from './parked/drop.ts'
import { parked } from './parked/list.ts'
import { pods } from './pods.ts'
import { ps } from './ps.ts'
import { restart } from './restart.ts'
import { images, inactiveUsers } from './review.ts'
import { rollback } from './rollback.ts'
import { rollout } from './rollout.ts'
import { again } from './run/again.ts'
import { approve } from './run/approve.ts'
import { breakGlass } from './run/break-glass.ts'
import { cancel } from './run/cancel.ts'
import { decline } from './run/decline.ts'
import { extend } from './run/extend.ts'
import { output } from './run/output.ts'
import { ping } from './run/ping.ts'
import { settle } from './run/settle.ts'
import { show as showRun } from './run/show.ts'
import { stepDone } from './runbook/done.ts'
import { runbook } from './runbook/search.ts'
import { showProcedure } from './runbook/show.ts'
import { runStep } from './runbook/step.ts'
import { runs } from './runs.ts'
import { scale } from './scale.ts'
import { allowSchedule } from './schedule/allow.ts'
import { schedules } from './schedule/list.ts'
import { stopSchedule } from './schedule/stop.ts'
import { secretCommands } from './secret/index.ts'
import { securityCommands } from './security.ts'
import { sendRequest } from './send-request.ts'
import { silenceAlarm } from './silence/alarm.ts'
import { expireSilence } from './silence/expire.ts'
import { extendSilence } from './silence/extend.ts'
import { listSilences } from './silence/list.ts'
import { silencePagerDuty } from './silence/pagerduty.ts'
import { silence } from './silence/silence.ts'
import { stackChanges, stackExecute } from './stack/changes.ts'
import { stackDelete, stackDrift, stackRollback } from './stack/others.ts'
import { stack, stackEvents } from './stack/stack.ts'
import { stopTasks } from './stop-tasks.ts'
import { taskSize } from './task-size.ts'
import { taskDefinition, tasks } from './tasks.ts'
import { top } from './top.ts'
import { unfollow } from './unfollow.ts'
import { unlock } from './unlock.ts'
import { listWorkflows } from './workflow/list.ts'
import { runWorkflow } from './workflow/run.ts'

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
  milestone,
  mitigate,
  resolve,
  reopen,
  snooze,
  stopReminders,
  resumeReminders,
  merge,
  postmortem,
  oncall,
  runbook,
  showProcedure,
  runStep,
  stepDone,
  checklist,
  tick,
  health,
  tasks,
  taskDefinition,
  metrics,
  costs,
  images,
  inactiveUsers,
  pods,
  ps,
  describe,
  events,
  rollout,
  top,
  deploy,
  rollback,
  blueGreen,
  switchColours,
  retireColour,
  scale,
  autoscaling,
  taskSize,
  restart,
  composeDown,
  composeUp,
  stopTasks,
  exec,
  stack,
  stackEvents,
  stackChanges,
  stackExecute,
  stackRollback,
  stackDelete,
  stackDrift,
  runWorkflow,
  listWorkflows,
  sendRequest,
  lambda,
  lambdaShift,
  lambdaMemory,
  lambdaConcurrency,
  ...databaseCommands,
  ...mongoCommands,
  ...cacheCommands,
  ...secretCommands,
  ...securityCommands,
  silence,
  listSilences,
  expireSilence,
  extendSilence,
  silenceAlarm,
  silencePagerDuty,
  runs,
  showRun,
  output,
  approve,
  decline,
  cancel,
  ping,
  breakGlass,
  settle,
  extend,
  again,
  schedules,
  allowSchedule,
  stopSchedule,
  lock,
  unlock,
  audit,
  parked,
  parkedAgain,
  parkedDrop,
  logs,
  unfollow,
  ...logCommands,
  helpOn(() => commands),
]

/** What Slack knows as slash commands: `/incident …` is `/belay incident …`. */
export const slashCommands: string[] = ['/belay', '/incident', '/health', '/deploy', '/rollback', '/silence']
