import { readShell } from './fence.ts'
import type { Fence } from './found.ts'
import type { PlaceAt } from './lines.ts'
import type { Variables } from './variables.ts'

const anyPrompt = /^(\s*(?:\[[^\]]*\]|[\w.-]+@[\w.-]+(?::\S*?)?|(?:ba|z)?sh-[\d.]+)?\s*[$#%>] )(.*)$/
/** In a fence of a shell's own language `#` begins a comment, but behind whose prompt it is. */
const dollar =
  /^(\s*(?:[$%]|(?:\[[\w.-]+@[^\]]*\]|[\w.-]+@[\w.-]+(?::\S*?)?|(?:ba|z)?sh-[\d.]+) ?[$%#]) )(.*)$/
const comment = /^\s*#/

/** A session as a terminal shows it: what stands behind a prompt was typed, the rest is what was answered. */
export const readConsole = (text: string, variables: Variables, placeAt: PlaceAt): Fence =>
  readShell(typed(text, anyPrompt), variables, placeAt)

/** Commands, where the first has a prompt before it as a session. */
export const readCommands = (text: string, variables: Variables, placeAt: PlaceAt): Fence => {
  const first = text.split('\n').find(row => row.trim() !== '' && !comment.test(row)) ?? ''
  return readShell(dollar.test(first) ? typed(text, dollar, comment) : text, variables, placeAt)
}

/** What was typed, each in its place, and nothing of the rest. */
function typed(text: string, prompt: RegExp, kept?: RegExp): string {
  let isTyped = false
  return text
    .split('\n')
    .map(row => {
      const [, before, said] = prompt.exec(row) ?? []
      const isMore = said === undefined && (isTyped || kept?.test(row) === true)
      const shown = said === undefined ? (isMore ? row : '') : ' '.repeat(before!.length) + said
      isTyped = (said !== undefined || isMore) && shown.endsWith('\\')
      return shown.padEnd(row.length)
    })
    .join('\n')
}
