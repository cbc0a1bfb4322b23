import type { Actor } from '../actor.ts'
import type { RunPlace } from '../run/run.ts'

/** Who has seen to an item, and when; `ran`: by having Belay run it. */
export interface Tick {
  by: Actor
  at: number
  ran?: true
}

/** One thing to see to. */
export interface Item {
  /** The number of the step in its procedure, by which it is ticked. */
  step: number
  title: string
  /** What stands further in. */
  notes: string[]
  /** A command that Belay can run or ask for: as written, and the button that does it. */
  command?: { text: string; label: string; line: string }
  ticked?: Tick
}

/** One going-through of a list. Its items are as the runbook had them when it began. */
export interface Checklist {
  schema: 1
  id: string
  system: string
  environment: string
  /** What it is asked for by: `morning`. */
  name: string
  /** What people read: "Morning Checklist". */
  title: string
  /** The procedure of the runbook that its items stand in. */
  procedure: string
  place: RunPlace
  openedBy: Actor
  openedAt: number
  /** When it was due, where it came by itself. */
  dueAt?: number
  /** What stands in the runbook beyond what one message shows. */
  more: number
  items: Item[]
}

/** One message shows so many. */
export const itemsAtMost = 22

export const ticksOf = ({ items }: Checklist): Tick[] => items.flatMap(({ ticked }) => ticked ?? [])

export const isDone = ({ items }: Checklist): boolean => items.every(({ ticked }) => ticked !== undefined)

/** When it was done, and by whom the last was; undefined while something is left. */
export function doneBy(list: Checklist): Tick | undefined {
  if (!isDone(list)) return undefined
  return ticksOf(list).reduce<Tick | undefined>(
    (last, tick) => (last && last.at > tick.at ? last : tick),
    undefined,
  )
}
