import { runMessage } from '../../../blocks/run.ts'
import { isOver, type Run } from '../../../src/domain/run/run.ts'
import { shownIn } from '../../../src/engine/edit.ts'
import { markOf } from '../../../src/engine/post-once.ts'
import { system } from '../../system.ts'
import type { World } from '../../world.ts'
import { type Broken, locksIn, runsIn } from '../law.ts'

/** What must hold of runs once everything has been done. */
export function checkRunsQuiet(world: World, aside: Set<string>, broken: Broken): void {
  const { memory, effects, slack } = world
  const kept = memory.of(system.system)
  const runs = runsIn(memory)
  const by = (run: Run, step: number) =>
    effects.filter(
      effect => typeof effect.by === 'object' && effect.by.run === run.id && effect.by.step === step,
    )
  const audit = kept.audit.map(
    ({ entry }) => JSON.parse(entry) as { by: string; what: string; detail?: Record<string, unknown> },
  )

  for (const run of runs) {
    const says = (law: string, how: string) => broken(law, `${run.id}: ${how}`)
    if (!isOver(run)) says('every run comes to an end', `it is ${run.state}`)
    for (const [i, { state }] of run.steps.entries()) {
      const isUntold = by(run, i).length > 0 && (state === 'waiting' || run.state === 'void')
      if (isUntold)
        says(
          'what was done is told',
          `step ${i} had its effect, and is ${state} in a run that is ${run.state}`,
        )
    }
    const undo = run.undo?.run
    if (run.state === 'succeeded' && run.undo && !run.overtakenBy && undo === undefined)
      says('what is for a while is taken back', 'nothing has taken it back')
    const backs = runs.filter(({ undoes }) => undoes === run.id)
    const done = backs.filter(({ state }) => state === 'succeeded')
    if (done.length > 1) says('what is for a while is taken back', `it was, ${done.length} times`)
    const about = audit.filter(({ detail }) => detail?.run === run.id)
    const how = ofAudit(run, about)
    if (how) says('the audit tells who, what, and what came of it, in order', how)
    if (aside.has(run.id)) continue
    const card = kept.posts.get(run.id)?.get('card')
    const shown = card?.state === 'posted' && slack.at(card.channel, card.ts)
    if (!shown && slack.isDeleted(markOf(run.id, 'card'))) continue
    if (!shown) says('a run has its message', 'it has none')
    else if (shownIn(shown.message) !== shownIn(runMessage(run, { approvers: [] })) && !run.breakGlass)
      says(
        'the message of a run shows what is saved',
        `"${shown.message.text}" of a run that is ${run.state}`,
      )
  }
  for (const lock of locksIn(memory))
    if (lock.run !== undefined)
      broken('who is done with a service lets go of it', `${lock.resource} is ${lock.run}'s`)
}

/** Who asked, who said yes, what was called, what came back: one after the other. */
function ofAudit(
  run: Run,
  about: { by: string; what: string; detail?: Record<string, unknown> }[],
): string | undefined {
  const is = (what: string, step?: number) =>
    about.findIndex(one => one.what === `run ${what}` && (step === undefined || one.detail?.step === step))
  if (is('asked') !== 0) return 'it does not begin with who asked'
  const yes = about.filter(({ what }) => what === 'run approve').map(({ by }) => by)
  const given = run.approvals.map(({ by }) => `${by.via}:${by.id}`)
  if (yes.join() !== given.join()) return `it has the approvals of ${yes.join()}, and not of ${given.join()}`
  for (const [i, step] of run.steps.entries()) {
    const [starting, started] = [is('starting', i), is('started', i)]
    if (step.startedAt !== undefined && run.state !== 'void' && starting < 0)
      return `it lacks that step ${i} was about to be called`
    if (step.result !== undefined && started < starting) return `it lacks what step ${i} answered`
    if (started >= 0 && starting < 0) return `step ${i} has answered before it was called`
    if (starting >= 0 && i === 0 && about.slice(starting).some(({ what }) => what === 'run approve'))
      return 'it began before it was approved'
  }
  return undefined
}
