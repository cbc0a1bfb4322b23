import { nearest } from '../domain/nearest.ts'
import type { Hole, Line, Simple } from '../domain/runbook/line.ts'
import type { Place } from '../domain/runbook/place.ts'
import type { CommandStep } from '../domain/runbook/runbook.ts'
import type { Action, Verdict } from '../domain/runbook/verdict.ts'
import { holesIn } from './action.ts'
import { each } from './each.ts'
import { act, byHand, type Judged, type Known } from './families/family.ts'
import { handOf } from './families/hands.ts'
import { commandNames, familyOf } from './families/index.ts'
import { isOwn, isTask } from './families/task.ts'
import { isScript, scripts } from './families/tasks.ts'
import { values } from './families/values.ts'
import { leftOpen } from './left-open.ts'
import { pipe } from './pipe.ts'
import { seenBy, seenInTask } from './secret-flow.ts'
import { secretKind } from './secret-kind.ts'
import { isSecretName } from './secret-name.ts'
import { mayBeAround } from './shell/around.ts'
import { holesOf, inputsOf, literal, shown, textsOf } from './text.ts'
import { typographicIn } from './typographic.ts'
import { add, type Done, hand, nothing, riskOfAll, verdictFor } from './verdicts.ts'

/** What Belay makes of a command: it runs, it asks first, or it stays with people, who are told why. */
export const judge = ({ line, place }: CommandStep, known: Known): Verdict => verdictOf(line, place, known, 0)

/** So deep a command may stand within others. */
const deepest = 8

function verdictOf(line: Line, place: Place, known: Known, depth: number): Verdict {
  if (line.is === 'shell') return hand(`Belay is no shell: ${line.why}`, place)
  if (depth > deepest) return hand('it is nested too deeply', place)
  const holes = holesOf(textsOf(line))
  const shell = holes.find(hole => hole.of === 'shell')
  if (shell?.of === 'shell') return hand(`Belay is no shell: ${short(shell.text)} is ${shell.why}`, place)
  // What stands within a loop is judged with the loop's words in it.
  const within = line.is === 'each' ? nothing() : answers(holes, place, known, depth)
  if ('class' in within) return within
  const verdict =
    line.is === 'each'
      ? each(line, place, inner => verdictOf(inner, place, known, depth + 1))
      : pipe(line, place, command => judgeCommand(command, known))
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
  const all: Done = { ...within, inputs: [...asked, ...within.inputs] }
  add(all, verdict)
  return verdictFor(all)
}

/** What stands within `$(…)` is carried out before, and only what reads may stand there. */
function answers(holes: Hole[], place: Place, known: Known, depth: number): Done | Verdict {
  const all = nothing()
  for (const hole of holes) {
    if (hole.of !== 'answer') continue
    const [line, ...others] = hole.to
    if (!line) return hand(`what stands in ${short(hole.text)} answers nothing`, place)
    const verdict = verdictOf(line, place, known, depth + 1)
    if (verdict.class === 'byHand')
      return { ...verdict, reason: `within ${short(hole.text)}: ${verdict.reason}` }
    if (others.length > 0 || line.is === 'each')
      return hand(`what stands in ${short(hole.text)} are several commands`, place)
    if (verdict.actions.some(({ risk }) => risk !== 'read'))
      return hand(`what stands in ${short(hole.text)} changes something`, place)
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

const short = (text: string): string =>
  (text.length > 40 ? `${text.slice(0, 39)}…` : text).replace(/\s+/g, ' ')

/** One command by itself. */
function judgeCommand(command: Simple, known: Known): Judged {
  if (command.redirects.some(one => one.startsWith('<<')))
    return byHand('what is told below it is read for psql, mongosh and redis-cli alone', 'change')
  if (command.redirects.length > 0) return byHand('it writes or reads a file of your machine', 'change')
  const typed = typographicIn(command)
  if (typed !== undefined) return byHand('it cannot be carried out as it stands', 'change', typed)
  const name = literal(command.words[0])
  if (command.words.length === 0) return setting(command)
  if (name === undefined) return byHand('which command it is, stands nowhere')
  const family = familyOf(name) ?? (isScript(name) ? scripts : undefined)
  const set = command.sets.find(one => !mayBeAround(one.name, name))
  if (set && family !== values)
    return byHand(
      secretKind(set.value) === undefined
        ? `it is given ${set.name}, and Belay hands a command no such thing`
        : `it is given a secret as ${set.name}: ${seenInTask}`,
    )
  if (family) return ownOf(family.judge(command, known), known)
  const own = handOf(command.words.map(shown))
  if (isTask(command.words, known))
    return act('belay', 'exec', own?.risk ?? 'change', { command: { list: [...command.words] } })
  if (own) return byHand(own.why, own.risk)
  const meant = nearest(name, commandNames())
  return byHand(
    `Belay knows no command ${name.slice(0, 40)}`,
    'change',
    ...(meant ? [`${name}: ${meant} is meant?`] : []),
  )
}

/** A command runs where the system's file has what it says that it goes to, one of the team's own where it is named. */
function ownOf(judged: Judged, { names, lacks }: Known): Judged {
  if (!('action' in judged)) return judged
  const { action } = judged
  const open = leftOpen(action)
  if (open !== undefined)
    return byHand(
      `${short(open)} reads as a blank, and Belay does not know it: write it as <name>`,
      action.risk,
    )
  const lack = lacks?.(action)
  if (lack !== undefined) return byHand(`it is done elsewhere: ${lack}`, action.risk)
  if (!names || !isOwn(action) || names(action)) return judged
  return byHand("the system's file names it neither as a task nor as a workflow", action.risk)
}

/** `NAME=value` by itself: what it is, is known to the steps below. */
const setting = ({ sets }: Simple): Judged => ({
  action: {
    via: 'value',
    operation: 'set',
    risk: 'read',
    input: Object.fromEntries(sets.map(({ name, value }) => [name, value])),
    filters: [],
    sets: sets.map(({ name, value }) => ({
      name,
      secret: isSecretName(name) || secretKind(value) !== undefined,
    })),
  },
})
