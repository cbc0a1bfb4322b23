import type { Actor } from '../../domain/actor.ts'
import type { Incident, Waiting } from '../../domain/incident.ts'
import { owed } from '../../domain/owed.ts'
import type { RunRefusal } from '../../domain/run/answers.ts'
import type { RunEvent, RunEventType, RunHappening } from '../../domain/run/events.ts'
import type { Lock } from '../../domain/run/lock.ts'
import { owedByRun } from '../../domain/run/owed.ts'
import { type Run, refOf } from '../../domain/run/run.ts'
import { runTransition } from '../../domain/run/transition.ts'
import { transition } from '../../domain/transition.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Claim } from '../../ports/queue.ts'
import type { Versioned } from '../../ports/store.ts'
import { savedOn } from '../pages/whose.ts'
import { createSaving, type SavingDeps, untilSaved, type Written } from '../saving.ts'
import { aftermath } from './aftermath.ts'
import { auditOf, isAudited } from './audit.ts'
import { lockChanges } from './locks.ts'
import { seenTo } from './seen-to.ts'

export type AskedOfRun<T extends RunEventType = RunEventType> = T extends RunEventType
  ? Omit<Extract<RunEvent, { type: T }>, 'at'>
  : never

export type RunTaken =
  | { result: 'changed' | 'unchanged' | 'repeated'; run: Run }
  | ({ result: 'refused'; run: Run } & RunRefusal)
  | { result: 'locked'; run: Run; lock: Lock }
  | { result: 'unknown' }

/** Load, transition, save: the only way a run changes. Its locks and its incident's timeline change with it. */
export interface RunLedger {
  take(system: string, id: string, event: AskedOfRun, operation: string, claim?: Claim): Promise<RunTaken>
  /** Keeps a new run; `after`: what its beginning means to another one. Answers the run that is kept. */
  open(run: Run, operation: string, after?: { run: string; event: AskedOfRun }, claim?: Claim): Promise<Run>
}

/** What its incident shows as long as somebody is to approve it. */
const waitingOf = ({ id, state, plan, requestedBy, expiresAt }: Run): { waiting?: Waiting } =>
  state === 'proposed'
    ? { waiting: { run: id, title: plan.title, shifts: plan.shifts, by: requestedBy, until: expiresAt } }
    : {}

export interface RunLedgerDeps extends SavingDeps {
  clock: Clock
}

export function createRunLedger({ store, clock, wake }: RunLedgerDeps): RunLedger {
  const save = createSaving({ store, wake })

  /** The incident that a run belongs to, or the one that this was merged into. */
  const incidentOf = ({ system, incident }: Run): Promise<Versioned<Incident> | undefined> =>
    savedOn(store, system, incident?.id)

  /** What it means to its incident. */
  function told(
    run: Run,
    found: Versioned<Incident> | undefined,
    happened: RunHappening[],
    by: Actor,
    now: number,
  ): Partial<Written> {
    if (!found || happened.length === 0) return {}
    const outcome = transition(
      found.value,
      { type: 'run', run: refOf(run), happened, ...waitingOf(run), by, at: now },
      now,
    )
    if (!outcome.ok) return {}
    const { incident, entries } = outcome
    return {
      changes: [{ expected: found.version, incident, entries }],
      owed: [owed(found.value, incident, entries, now)],
    }
  }

  /** The run after an event, and all that is saved with it; or why it is not. */
  async function after(
    system: string,
    id: string,
    asked: AskedOfRun,
  ): Promise<RunTaken | (Written & { run: Run })> {
    const found = await store.run(system, id)
    if (!found) return { result: 'unknown' }
    const now = clock.now()
    const event = { ...asked, at: now } as RunEvent
    const outcome = runTransition(found.value, event)
    if (!outcome.ok) {
      const { reason, offer } = outcome
      return { result: 'refused', run: found.value, reason, offer }
    }
    const { run, happened } = outcome
    if (run === found.value && happened.length === 0) return { result: 'unchanged', run }
    const isCalling = event.type === 'starting' || event.type === 'going-back'
    const locks = await lockChanges(store, found.value, run, isCalling, now)
    if ('locked' in locks) return { result: 'locked', run: found.value, lock: locks.locked }
    const incident = isAudited(event) ? await incidentOf(run) : undefined
    const also = [told(run, incident, happened, event.by, now)]
    if (run.state !== found.value.state)
      also.push(...(await aftermath(store, run, now)), ...(await seenTo(store, run, now)))
    return {
      run,
      changes: [{ expected: found.version, run }, ...locks, ...also.flatMap(({ changes = [] }) => changes)],
      owed: [owedByRun(found.value, run, now), ...also.flatMap(({ owed = [] }) => owed)],
      audit: [...auditOf(run, event, now, incident?.value.id), ...also.flatMap(({ audit = [] }) => audit)],
    }
  }

  return {
    take: (system, id, event, operation, claim) =>
      untilSaved<RunTaken>(id, async () => {
        const next = await after(system, id, event)
        if ('result' in next) return next
        const result = await save(system, operation, next, claim)
        if (result === 'conflict') return result
        if (result === 'saved') return { result: 'changed', run: next.run }
        return { result: 'repeated', run: (await store.run(system, id))?.value ?? next.run }
      }),

    open: (run, operation, also, claim) =>
      untilSaved<Run>(run.id, async () => {
        const now = clock.now()
        const asked: RunHappening[] = run.undoes === undefined ? [{ kind: 'asked' }] : []
        const found = await incidentOf(run)
        const incident = told(run, found, asked, run.requestedBy, now)
        const other = also && (await after(run.system, also.run, also.event))
        if (other && 'result' in other) return run
        const next: Written = {
          changes: [{ expected: undefined, run }, ...(incident.changes ?? []), ...(other?.changes ?? [])],
          owed: [owedByRun(undefined, run, now), ...(incident.owed ?? []), ...(other?.owed ?? [])],
          audit: [...auditOf(run, undefined, now, found?.value.id), ...(other?.audit ?? [])],
        }
        const result = await save(run.system, operation, next, claim)
        const kept = result === 'saved' ? run : (await store.run(run.system, run.id))?.value
        if (kept) return kept
        if (result === 'repeated')
          throw new Error(`${operation} was saved before, and ${run.id} is not there`)
        return 'conflict'
      }),
  }
}
