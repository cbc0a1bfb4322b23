import { commands } from '../../commands/index.ts'
import { createAudits } from '../engine/audits.ts'
import { createDesk } from '../engine/dispatch.ts'
import { createFollows } from '../engine/follows.ts'
import { inTime } from '../engine/in-time.ts'
import { createIncidents } from '../engine/incidents.ts'
import { createMessages } from '../engine/messages.ts'
import { createOnCalls } from '../engine/oncall.ts'
import { createParkedJobs } from '../engine/parked.ts'
import { createPeople } from '../engine/people.ts'
import { createRefusals } from '../engine/refusals.ts'
import { latestRuns } from '../engine/runs/latest-runs.ts'
import { createSystems } from '../engine/systems.ts'
import type { Health } from '../operations/health.ts'
import { createLogSearch } from '../operations/logs.ts'
import { tellingRollbacks } from '../operations/rolled-back.ts'
import type { Desk } from '../ports/invocation.ts'
import { countedDesk } from '../status/counted.ts'
import type { Metrics } from '../status/metrics.ts'
import type { Engine } from './engine.ts'
import type { Kept } from './kept.ts'
import type { AppOptions } from './options.ts'
import type { Outside } from './outside.ts'
import type { Runbooks } from './runbooks-when-wanted.ts'

export interface DeskDeps extends Pick<AppOptions, 'systems' | 'log'> {
  kept: Kept
  outside: Outside
  runbooks: Runbooks
  engine: Engine
  health: Health
  metrics: Metrics
}

/** Takes commands, with everything that they can reach: what another one needs is a line here. */
export function openDesk(deps: DeskDeps): Desk {
  const { systems, log, kept, outside, engine, health, metrics } = deps
  const { chat, directory, pager, logs } = outside
  const desk = createDesk({
    commands,
    log,
    faces: {
      incidents: createIncidents({ ...kept, systems, ledger: engine.ledger }),
      systems: createSystems(systems, directory),
      people: createPeople(directory),
      messages: createMessages(chat, log),
      oncall: createOnCalls(directory, pager),
      health,
      runs: engine.changes.runs,
      reads: engine.changes.reads,
      outputs: engine.changes.outputs,
      giving: engine.changes.giving,
      versions: tellingRollbacks(
        engine.changes.versions,
        system => latestRuns(kept.store, system),
        () => kept.clock.now(),
      ),
      silenced: engine.changes.silenced,
      audit: createAudits(kept.store, directory),
      parked: createParkedJobs({ ...kept, wake: engine.wake }),
      logs: createLogSearch(logs, () => kept.clock.wall()),
      follows: createFollows({ ...kept, wake: engine.wake }),
      ...deps.runbooks,
      checklists: engine.checklists,
      schedules: engine.schedules,
      now: () => kept.clock.now(),
      inTime,
    },
    onNotAllowed: createRefusals(kept.store, kept.clock),
    onDone: ({ command, outcome }) => metrics.commands.inc({ command, result: outcome }),
  })
  return countedDesk(desk, () => metrics.requests.inc({ door: 'slack', result: 'taken' }))
}
