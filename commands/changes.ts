import type { Command } from '../src/engine/command.ts'
import { autoscaling } from './autoscaling.ts'
import { blueGreenCommands } from './blue-green/index.ts'
import { composeDown, composeUp } from './compose.ts'
import { deploy } from './deploy.ts'
import { exec } from './exec.ts'
import { lambdaCommands } from './lambda/index.ts'
import { restart } from './restart.ts'
import { rollback } from './rollback.ts'
import { runCommands } from './run/index.ts'
import { runs } from './runs.ts'
import { scale } from './scale.ts'
import { sendRequest } from './send-request.ts'
import { stackCommands } from './stack/index.ts'
import { stopTasks } from './stop-tasks.ts'
import { taskSize } from './task-size.ts'
import { listWorkflows } from './workflow/list.ts'
import { runWorkflow } from './workflow/run.ts'

/** What can be typed to change what runs, and about changes that were asked for; in the order of the help. */
export const changeCommands: Command[] = [
  deploy,
  rollback,
  restart,
  scale,
  autoscaling,
  taskSize,
  ...blueGreenCommands,
  composeDown,
  composeUp,
  stopTasks,
  exec,
  ...stackCommands,
  runWorkflow,
  listWorkflows,
  sendRequest,
  ...lambdaCommands,
  runs,
  ...runCommands,
]
