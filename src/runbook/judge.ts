import type { Hole, Line } from '../domain/runbook/line.ts'
import type { Place } from '../domain/runbook/place.ts'
import type { CommandStep } from '../domain/runbook/runbook.ts'
import { type Action, riskOfAll, type Verdict } from '../domain/runbook/verdict.ts'
import { holesIn } from './action.ts'
import { each } from './each.ts'
import type { Known } from './families/family.ts'
import { judgeCommand } from './judge-command.ts'
import { pipe } from './pipe.ts'
import { seenBy } from './secret-flow.ts'
import { holesOf, inputsOf, shortened, textsOf } from './text.ts'
import { add, type ByHand, type Done, hand, nothing, verdictFor } from './verdicts.ts'

/** What Belay makes of a command: it runs, it asks first, or it stays with people, who are told why. */
export const judge = ({ line, place }: CommandStep, known: Known): Verdict => verdictOf(line, place, known, 0)

/** So deep a command may stand within others. */
const deepest = 8

function verdictOf(line: Line, place: Place, known: Known, depth: number): Verdict {
  if (line.is === 'shell') return hand(`Belay is no shell: ${line.why}`, place)
  if (depth > deepest) return hand('it is nested too deeply', place)
  const holes = holesOf(textsOf(line))
  const shell = holes.find(hole => hole.of === 'shell')
  if (shell?.of === 'shell') return hand(`Belay is no shell: ${shortened(shell.text)} is ${shell.why}`, place)
  // What stands within a loop is judged with the loop's words in it.
  const within = line.is === 'each' ? nothing() : answers(holes, place, known, depth)
  const verdict =
    line.is === 'each'
      ? each(line, place, inner => verdictOf(inner, place, known, depth + 1))
      : pipe(line, place, command => judgeCommand(command, known))
  const all = verdict.class === 'byHand' ? [verdict] : verdict.actions
  if ('class' in within) return { ...within, risk: riskOfAll([within, ...all]) }
  if (verdict.class === 'byHand') return verdict
  const asked = inputsOf(verdict.actions.flatMap(holesIn))
  const secret = inputsOf(verdict.actions.filter(({ via }) => via !== 'value').flatMap(holesIn)).find(
    ({ kind }) => kind === 'secret',
  )
  if (secret)
    return hand(
      `it needs a secret (${secret.name}), and none is typed into Slack`,
      place,
      riskOfAll(verdict.actions),
    )
  const seen = verdict.actions.map(seenBy).find(why => why !== undefined)
  if (seen !== undefined) return hand(seen, place, riskOfAll(verdict.actions))
  const done: Done = { ...within, inputs: [...asked, ...within.inputs] }
  add(done, verdict)
  return verdictFor(done)
}

/** What stands within `$(…)` is carried out before, and only what reads may stand there. */
function answers(holes: Hole[], place: Place, known: Known, depth: number): Done | ByHand {
  const all = nothing()
  for (const hole of holes) {
    if (hole.of !== 'answer') continue
    const [line, ...others] = hole.to
    if (!line) return hand(`what stands in ${shortened(hole.text)} answers nothing`, place)
    const verdict = verdictOf(line, place, known, depth + 1)
    if (verdict.class === 'byHand')
      return { ...verdict, reason: `within ${shortened(hole.text)}: ${verdict.reason}` }
    if (others.length > 0 || line.is === 'each')
      return hand(`what stands in ${shortened(hole.text)} are several commands`, place)
    if (riskOfAll(verdict.actions) !== 'read')
      return hand(`what stands in ${shortened(hole.text)} changes something`, place)
    add(all, {
      ...verdict,
      actions: verdict.actions.map((action, i) =>
        answering(hole.text, action, i === verdict.actions.length - 1),
      ),
    })
  }
  return all
}

/** The last of what stands within `$(…)` answers it. */
const answering = (text: string, action: Action, isLast: boolean): Action =>
  isLast
    ? { ...action, sets: [{ name: text, secret: action.sets?.some(({ secret }) => secret) ?? false }] }
    : action
