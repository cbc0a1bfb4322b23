import type { Line, Simple, Text } from '../domain/runbook/line.ts'
import type { Place } from '../domain/runbook/place.ts'
import { type Action, riskOfAll, type Verdict } from '../domain/runbook/verdict.ts'
import { eachLine } from './run/needed.ts'
import { isTalk } from './shell/talk.ts'
import { joined, literal, shown } from './text.ts'
import { add, hand, isChange, nothing, verdictFor } from './verdicts.ts'

/** So many times the same may be done by one step. */
const most = 50

/** The commands of a loop for each of its words, in order. */
export function each(
  line: Extract<Line, { is: 'each' }>,
  place: Place,
  judge: (inner: Line) => Verdict,
): Verdict {
  if (line.over.length * line.body.length > most)
    return hand(`it does something more than ${most} times`, place)
  if (line.over.some(word => /[*?[]/.test(literal(word) ?? '')))
    return hand('it goes over files of your machine', place)
  if (line.over.some(word => answerIn(word))) return eachOf(line, place, judge)
  const all = nothing()
  for (const word of line.over) {
    for (const inner of line.body) {
      const verdict = judge(filled(inner, line.name, word))
      if (verdict.class === 'byHand') return verdict
      if (!inner.anyway && all.actions.some(isChange)) return hand(hangs, place, riskOfAll(all.actions))
      add(all, { ...verdict, actions: begun(inner, verdict.actions) })
    }
  }
  return mixed(all.actions) ? hand(both, place, riskOfAll(all.actions)) : verdictFor(all)
}

/** Of some reads nobody could be told what failed, and of some changes what was found. */
const mixed = (actions: Action[]): boolean =>
  actions.some(isChange) && actions.some(action => !isChange(action) && action.via !== 'value')
const both = 'it looks at each and changes it, and Belay does one or the other'

/** The actions of a line: the first is done even where what stands before it has failed, if the line is. */
const begun = ({ anyway }: Line, actions: Action[]): Action[] =>
  actions.map((one, i) => (anyway && i === 0 ? { ...one, anyway } : one))

// What comes of a change is known when it was approved.
const hangs = 'it goes on only where a change was made, and Belay asks for each by itself'

/** `for pod in $(kubectl get pods -o name)`: what a pipe and xargs would do. */
function eachOf(
  { over, name, body }: Extract<Line, { is: 'each' }>,
  place: Place,
  judge: (inner: Line) => Verdict,
): Verdict {
  const answer = over.length === 1 ? answerIn(over[0]!) : undefined
  if (answer?.to.length !== 1) return hand('it goes over more than what one command answers', place)
  const listed = judge(answer.to[0]!)
  if (listed.class === 'byHand') return { ...listed, reason: `within ${answer.text}: ${listed.reason}` }
  const last = listed.actions.at(-1)!
  if (riskOfAll(listed.actions) !== 'read' || last.via === 'value')
    return hand('it goes over what is no answer of a read', place)
  const all = nothing()
  add(all, listed)
  const item: Text = [{ of: 'variable', name: eachLine }]
  const actions: Action[] = []
  // What it only says between them is left out: what they answer stands in their order.
  for (const inner of body.filter(one => !isTalk(one))) {
    const verdict = judge(filled(inner, name, item))
    if (verdict.class === 'byHand') return verdict
    if (verdict.actions.length !== 1 || verdict.actions[0]!.via === 'value')
      return hand('it does for each of them what Belay can only do once', place, riskOfAll(verdict.actions))
    if (!inner.anyway && actions.some(isChange)) return hand(hangs, place, riskOfAll(actions))
    const { actions: found, ...more } = verdict
    add(all, { ...more, actions: [] })
    actions.push(...begun(inner, found))
  }
  const risk = riskOfAll(actions)
  if (mixed(actions)) return hand(both, place, risk)
  all.actions[all.actions.length - 1] = {
    ...last,
    risk,
    filters: [...last.filters, { by: 'each', per: 'word', actions }],
  }
  return verdictFor(all)
}

const answerIn = ([part, ...others]: Text) =>
  typeof part === 'object' && part.of === 'answer' && part.bare && others.length === 0 ? part : undefined

/** A line with a word in the place of a loop's variable. */
function filled(line: Line, name: string, word: Text): Line {
  if (line.is === 'shell') return line
  const text = (value: Text): Text =>
    joined(
      value.flatMap((part): Text => {
        if (typeof part === 'string') return [part]
        if (part.of === 'answer')
          return [
            {
              ...part,
              to: part.to.map(inner => filled(inner, name, word)),
              text: named(part.text, name, word),
            },
          ]
        return part.of === 'variable' && part.name === name ? word : [part]
      }),
    )
  if (line.is === 'each')
    return {
      ...line,
      over: line.over.map(text),
      body: line.name === name ? line.body : line.body.map(inner => filled(inner, name, word)),
    }
  const command = (simple: Simple): Simple => ({
    ...simple,
    words: simple.words.map(text),
    sets: simple.sets.map(set => ({ ...set, value: text(set.value) })),
  })
  return { ...line, commands: line.commands.map(command) }
}

/** What `$(…)` is called in one turn of a loop: its answer is another one in each. */
const named = (text: string, name: string, word: Text): string =>
  text.replace(new RegExp(`\\$(?:${name}\\b|\\{${name}\\})`, 'g'), () => shown(word))
