import type { Command } from '../src/engine/command.ts'
import { dashboardList } from './dashboards.ts'
import { describe } from './describe.ts'
import { events } from './events.ts'
import { health } from './health.ts'
import { listeners } from './listeners.ts'
import { logCommands } from './log/index.ts'
import { logs } from './logs.ts'
import { metrics } from './metrics.ts'
import { pods } from './pods.ts'
import { ps } from './ps.ts'
import { rollout } from './rollout.ts'
import { taskDefinition, tasks } from './tasks.ts'
import { top } from './top.ts'
import { unfollow } from './unfollow.ts'

/** What can be typed to see how services do, in the order of the help. */
export const lookCommands: Command[] = [
  health,
  logs,
  metrics,
  dashboardList,
  ...logCommands,
  unfollow,
  listeners,
  tasks,
  taskDefinition,
  pods,
  ps,
  describe,
  events,
  rollout,
  top,
]
