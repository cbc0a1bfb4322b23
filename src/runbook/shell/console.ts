import type { Fence } from './fence.ts'
import { readShell } from './fence.ts'
import type { PlaceAt } from './lines.ts'
import type { Variables } from './variables.ts'

const prompt = /^(\s*(?:\[[^\]]*\]|[\w.-]+@[\w.-]+(?::\S*)?)?\s*[$#%>] )(.*)$/

/** A session as a terminal shows it: what stands behind a prompt was typed, the rest is what was answered. */
export function readConsole(text: string, variables: Variables, placeAt: PlaceAt): Fence {
  let isTyped = false
  const kept = text.split('\n').map(row => {
    const [, before, typed] = prompt.exec(row) ?? []
    const isMore = isTyped && typed === undefined
    const shown = typed === undefined ? (isMore ? row : '') : ' '.repeat(before!.length) + typed
    isTyped = (typed !== undefined || isMore) && shown.endsWith('\\')
    return shown.padEnd(row.length)
  })
  return readShell(kept.join('\n'), variables, placeAt)
}
