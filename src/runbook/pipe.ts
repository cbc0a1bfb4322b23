import type { Line, Simple } from '../domain/runbook/line.ts'
import type { Place } from '../domain/runbook/place.ts'
import type { Action, Verdict } from '../domain/runbook/verdict.ts'
import type { Judged } from './families/family.ts'
import { filterOf, isFilter } from './filters.ts'
import { eachLine } from './run/needed.ts'
import { literal, shown } from './text.ts'
import { type Done, hand, isChange, told, verdictFor } from './verdicts.ts'
import { wholeOf } from './wholes.ts'

type Judge = (command: Simple) => Judged

/** A command, what its answer goes through, and what is done for each line of that. */
export function pipe({ commands }: Extract<Line, { is: 'pipe' }>, place: Place, judge: Judge): Verdict {
  const [first, ...others] = commands as [Simple, ...Simple[]]
  const judged = judge(unwatched(first))
  if ('byHand' in judged) return hand(judged.byHand, place, judged.risk, judged.troubles)
  const action: Action = { ...judged.action, filters: [...judged.action.filters] }
  const done: Done = {
    actions: [action],
    inputs: [...(judged.missing ?? [])],
    troubles: told(judged.troubles, place),
  }
  for (const [i, command] of others.entries()) {
    if (command.redirects.length > 0) return hand('it writes a file on your machine', place, action.risk)
    const filter = filterOf(command)
    if (filter) {
      action.filters.push(filter)
      continue
    }
    const called = calledForEach(command)
    if (!called || i !== others.length - 1) return hand(notAShell(command), place, action.risk)
    if (isChange(action)) return hand('it goes on with what a change answers', place, action.risk)
    const whole = wholeOf(action, called.command)
    if (whole) return verdictFor({ ...done, actions: [whole] })
    const inner = judge(called.command)
    if ('byHand' in inner) return hand(inner.byHand, place, inner.risk, inner.troubles)
    done.inputs.push(...(inner.missing ?? []))
    done.troubles.push(...told(inner.troubles, place))
    // xargs goes on with the next, whatever became of one.
    action.filters.push({ by: 'each', per: called.per, actions: [{ ...inner.action, anyway: true }] })
    action.risk = inner.action.risk
  }
  if (isChange(action) && action.filters.length > 0) {
    action.filters = []
    done.troubles.push(
      ...told(
        ['what it answers is shown whole, without the filter behind it: Belay filters what only reads'],
        place,
      ),
    )
  }
  return verdictFor(done)
}

const notAShell = (command: Simple): string =>
  isFilter(nameOf(command))
    ? `Belay is no shell, and does not filter as this ${nameOf(command)} says`
    : `Belay is no shell: it filters by jq, grep, head, tail, sort, uniq and wc -l, not by ${nameOf(command)}`

const nameOf = ({ words }: Simple): string => shown(words[0] ?? []).slice(0, 40)

/** `xargs` gives each word to a command at its end, or each line where it says; undefined where it is told more. */
function calledForEach(command: Simple): { command: Simple; per: 'line' | 'word' } | undefined {
  if (literal(command.words[0]) !== 'xargs') return undefined
  let words = command.words.slice(1)
  let mark: string | undefined
  while (literal(words[0])?.startsWith('-')) {
    const [, option, glued] = /^(-[InLP]|-[rt]+|--no-run-if-empty)(.*)$/s.exec(literal(words[0])!) ?? []
    if (option === undefined) return undefined
    const takes = /^-[InLP]$/.test(option)
    const value = takes ? glued || literal(words[1]) : undefined
    if (/^-[nL]$/.test(option) && value !== '1') return undefined
    if (option === '-I') mark = value
    words = words.slice(takes && glued === '' ? 2 : 1)
  }
  if (words.length === 0) return undefined
  const item = { of: 'variable' as const, name: eachLine }
  const filled = words.map(word =>
    word.flatMap(part =>
      typeof part !== 'string' || !mark || !part.includes(mark)
        ? [part]
        : part
            .split(mark)
            .flatMap((piece, i) => [...(i > 0 ? [item] : []), ...(piece === '' ? [] : [piece])]),
    ),
  )
  return { command: { ...command, words: mark ? filled : [...filled, [item]] }, per: mark ? 'line' : 'word' }
}

/** `watch` repeats what Belay shows once. */
function unwatched(command: Simple): Simple {
  if (literal(command.words[0]) !== 'watch') return command
  let words = command.words.slice(1)
  while (literal(words[0])?.startsWith('-'))
    words = words.slice(/^-n$|^--interval$/.test(literal(words[0])!) ? 2 : 1)
  return { ...command, words }
}
