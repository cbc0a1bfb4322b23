import { nearest } from '../domain/nearest.ts'
import type { Simple } from '../domain/runbook/line.ts'
import { act, byHand, type Judged, type Known } from './families/family.ts'
import { handOf } from './families/hands.ts'
import { commandNames, familyOf } from './families/index.ts'
import { isOwn, isTask } from './families/task.ts'
import { isScript, scripts } from './families/tasks.ts'
import { values } from './families/values.ts'
import { leftOpen } from './left-open.ts'
import { seenInTask } from './secret-flow.ts'
import { secretKind } from './secret-kind.ts'
import { isSecretName } from './secret-name.ts'
import { mayBeAround } from './shell/around.ts'
import { literal, shortened, shown } from './text.ts'
import { typographicIn } from './typographic.ts'

/** What Belay makes of one command by itself. */
export function judgeCommand(command: Simple, known: Known): Judged {
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
      `${shortened(open)} reads as a blank, and Belay does not know it: write it as <name>`,
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
