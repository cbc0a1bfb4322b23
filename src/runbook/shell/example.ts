import type { Line } from '../../domain/runbook/line.ts'
import { inputOf } from '../inputs.ts'
import { literal } from '../text.ts'
import type { Variables } from './variables.ts'

/** `PREV_REV=42  # Replace with actual previous revision`: what is set is an example, and asked for. */
export function askForExample(remark: string, lines: Line[], variables: Variables): void {
  if (!/^(?:replace|change|set|adjust|your|use your|fill)\b/i.test(remark)) return
  for (const line of lines) {
    if (line.is !== 'pipe') continue
    for (const set of line.commands.flatMap(({ words, sets }) => (words.length === 0 ? sets : []))) {
      const example = literal(set.value)
      if (example === undefined) continue
      set.value = [{ of: 'input', input: { ...inputOf(set.name, example), why: remark } }]
      variables.set(set.name, set.value)
    }
  }
}
