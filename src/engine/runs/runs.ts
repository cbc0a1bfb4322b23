import { belay } from '../../domain/actor.ts'
import { UserError } from '../../domain/errors.ts'
import { whoBegan, whyNotAlone } from '../../domain/run/break-glass.ts'
import { needsOf } from '../../domain/run/needs.ts'
import { type Run, runLabel } from '../../domain/run/run.ts'
import { type IdentifyDeps, inSlack } from '../identify.ts'
import type { Runs } from './faces.ts'
import type { RunTaken } from './ledger.ts'
import { createLocking, held } from './locking.ts'
import { createRequests, type RequestsDeps } from './requests.ts'
import { takeBack, takeBackAgain } from './take-back.ts'

export interface RunsDeps extends RequestsDeps {
  /** Tells who in Slack somebody of PagerDuty's is. */
  who: IdentifyDeps
}

/** Changes to infrastructure as commands see them: over all systems, with refusals worded for people. */
export function createRuns({ who, ...deps }: RunsDeps): Runs {
  const { systems, store, ledger, planner, clock } = deps
  const locking = createLocking({ systems, store, clock })
  const named = (name: string) => systems.find(({ system }) => system === name)

  async function apply(run: Run, event: Parameters<Runs['apply']>[1], operation: string): Promise<Run> {
    if (event.type === 'approve' || event.type === 'break-glass') await asWritten(run, operation)
    return settled(await ledger.take(run.system, run.id, event, operation), run)
  }

  /** A yes to what the runbook does not say any more is none. */
  async function asWritten(run: Run, operation: string): Promise<void> {
    const why = run.state === 'proposed' ? await planner.rewritten(run) : undefined
    if (why === undefined) return
    await ledger.take(run.system, run.id, { type: 'void', why, by: belay }, `${operation}:void`)
    throw new UserError(`Nothing was begun. ${why}`, { label: 'Plan again', command: `run again ${run.id}` })
  }

  return {
    plan: planner,

    ...createRequests(deps),
    word: planner.word,
    rewritten: planner.rewritten,

    apply,

    async breakGlass(run, by, reason, operation) {
      const needs = needsOf(named(run.system)!, run.environment, run.risk, run.plan.shared)
      const incident = run.incident && (await store.incident(run.system, run.incident.id))?.value
      const began = await Promise.all(
        (incident ? whoBegan(incident) : []).map(async one => ({ ...one, by: await inSlack(one.by, who) })),
      )
      const why = whyNotAlone({ ...needs, environment: run.environment }, incident, began, by)
      if (why !== undefined)
        throw new UserError(why, { label: 'Ask the approvers', command: `run ping ${run.id}` })
      return apply(run, { type: 'break-glass', text: reason, by }, operation)
    },

    takeBack: (run, by, operation) => takeBack(run, by, { ledger, clock }, operation),
    takeBackAgain: (undo, by, operation) => takeBackAgain(undo, by, { store, ledger, clock }, operation),

    async find(id) {
      const found = await Promise.all(systems.map(({ system }) => store.run(system, id)))
      return found.find(run => run !== undefined)?.value
    },

    open: async names => (await Promise.all(names.map(name => store.openRuns(name)))).flat(),

    async recent(names, limit) {
      const all = (await Promise.all(names.map(name => store.recentRuns(name, limit)))).flat()
      return all.sort((a, b) => b.requestedAt - a.requestedAt).slice(0, limit)
    },

    async locks(names) {
      const all = await Promise.all(
        names.map(async system => (await store.locks(system)).map(lock => ({ ...lock, system }))),
      )
      return all.flat()
    },

    ...locking,
  }
}

/** The run afterwards, or the refusal as a person reads it, with what they may do instead as a button. */
function settled(taken: RunTaken, asked: Run): Run {
  switch (taken.result) {
    case 'unknown':
      throw new UserError(`The ${runLabel(asked)} is not known any more.`)
    case 'locked':
      throw held(taken.lock, asked.system)
    case 'refused': {
      const offers = {
        again: { label: 'Plan again', command: `run again ${asked.id}` },
        show: { label: 'Show it', command: `run show ${asked.id}` },
      }
      throw new UserError(taken.reason, offers[taken.offer])
    }
    default:
      return taken.run
  }
}
