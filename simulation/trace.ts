import { inspect } from 'node:util'

type Line = [time: number, who: string, what: string, with_: unknown, became: string]

/** What has happened last, for whoever has to find out why. */
export function createTrace(kept: number, now: () => number) {
  const from = now()
  const lines: Line[] = []
  let [steps, next] = [0, 0]

  function note(who: string, what: string, given?: unknown, became = ''): void {
    lines[next] = [now(), who, what, given, became]
    next = (next + 1) % kept
  }

  const told = ([time, who, what, given, became]: Line): string => {
    const seconds = ((time - from) / 1_000).toFixed(3).padStart(9)
    const what_ = given === undefined ? what : `${what} ${inline(given)}`
    return `${seconds} s  ${who.padEnd(9)} ${what_}${became && `  → ${became}`}`
  }

  return {
    note,
    /** One call through a port. */
    step(who: string, what: string, given?: unknown, became?: string): void {
      steps++
      note(who, what, given, became)
    },
    steps: () => steps,
    last: (count: number): string[] =>
      [...lines.slice(next), ...lines.slice(0, next)].slice(-count).map(told),
  }
}
export type Trace = ReturnType<typeof createTrace>

function inline(given: unknown): string {
  const text = inspect(given, { depth: 3, breakLength: Number.POSITIVE_INFINITY, compact: true })
  return text.length > 240 ? `${text.slice(0, 240)}…` : text
}
