import type { Line, Simple, Text } from '../domain/runbook/line.ts'
import type { Place } from '../domain/runbook/place.ts'
import type { Verdict } from '../domain/runbook/verdict.ts'
import { joined, literal } from './text.ts'
import { add, hand, nothing, verdictFor } from './verdicts.ts'

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
  const all = nothing()
  for (const word of line.over) {
    for (const inner of line.body) {
      const verdict = judge(filled(inner, line.name, word))
      if (verdict.class === 'byHand') return verdict
      add(all, verdict)
    }
  }
  return verdictFor(all)
}

/** A line with a word in the place of a loop's variable. */
function filled(line: Line, name: string, word: Text): Line {
  if (line.is === 'shell') return line
  const text = (value: Text): Text =>
    joined(
      value.flatMap(part =>
        typeof part !== 'string' && part.of === 'variable' && part.name === name ? word : [part],
      ),
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
