import type { JobKind } from '../domain/jobs.ts'
import { createAlerts } from '../engine/alerts.ts'
import { createChecklists } from '../engine/checklists/checklists.ts'
import { createDeadlines } from '../engine/deadlines.ts'
import type { Result } from '../engine/give-back.ts'
import { createInbox } from '../engine/inbox.ts'
import { createIntake } from '../engine/intake.ts'
import { createLedger, type LedgerDeps } from '../engine/ledger.ts'
import { createPerformers } from '../engine/performers.ts'
import { createSchedules } from '../engine/schedules/schedules.ts'
import { createTroubles } from '../engine/troubles.ts'
import { createWorker } from '../engine/worker.ts'
import type { Health } from '../operations/health.ts'
import type { Queue } from '../ports/queue.ts'
import type { Metrics } from '../status/metrics.ts'
import { createChanges } from './changes.ts'
import type { Kept } from './kept.ts'
import { createLikelyProcedures } from './likely-procedures.ts'
import type { AppOptions } from './options.ts'
import type { Outside } from './outside.ts'
import type { Runbooks } from './runbooks-when-wanted.ts'

export interface EngineDeps extends Pick<AppOptions, 'systems' | 'log' | 'rewrite'> {
  kept: Kept
  outside: Outside
  runbooks: Runbooks
  health: Health
  metrics: Metrics
  milestones: LedgerDeps['milestones']
  /** The same queue, so that it is known when each worker has looked for work last. */
  watched(queue: Queue): Queue
}

/** What changes incidents, what takes in what PagerDuty tells, and the workers that do what is owed. */
export function createEngine({
  systems,
  log,
  rewrite,
  kept,
  outside,
  runbooks,
  health,
  metrics,
  milestones,
  watched,
}: EngineDeps) {
  const wake = (system: string) => worker.wake(system)
  const ledger = createLedger({ ...kept, wake, milestones })
  const common = { ...kept, ...outside, systems, log, ledger }
  const troubles = createTroubles(common)
  const intake = createIntake({
    ...common,
    wake: system => inbox.wake(system),
    unlisted(service) {
      metrics.requests.inc({ door: 'pagerduty', result: 'unlisted' })
      return troubles.unlisted(service)
    },
  })
  const alerts = createAlerts(common)
  const changes = createChanges({
    ...kept,
    systems,
    health,
    aws: outside.aws,
    probes: outside.probes,
    kubernetes: outside.kubernetes,
    workloads: outside.workloads,
    asks: outside.asks,
    logs: outside.logs,
    docker: outside.docker,
    containers: outside.containers,
    secrets: outside.secrets,
    rewrite,
    github: outside.github,
    pagerduty: outside.pagerduty,
    alertmanager: { ...(rewrite && { rewrite }) },
    who: outside,
    library: runbooks.library,
    wake,
  })
  const checklists = createChecklists({ ...kept, ...runbooks, wake })
  const schedules = createSchedules({ ...kept, planner: changes.performing.planner, wake })
  const working = () => ({
    queue: watched(kept.queue),
    systems: systems.map(({ system }) => system),
    log,
    trouble: troubles.stuck,
    count(result: Result, kind: JobKind, lateMs: number) {
      metrics.jobs.inc({ kind, result })
      metrics.lateness.observe({ kind }, lateMs / 1000)
    },
  })
  const performers = createPerformers({
    ...common,
    intake,
    checklists,
    runs: changes.performing,
    procedureFor: createLikelyProcedures(systems, runbooks.library, log),
  })
  const worker = createWorker({ ...working(), performers })
  const deadlines = createDeadlines({ ...working(), ledger })
  const inbox = createInbox({ ...working(), intake })
  return { ledger, intake, alerts, changes, checklists, schedules, wake, workers: [worker, deadlines, inbox] }
}
export type Engine = ReturnType<typeof createEngine>
