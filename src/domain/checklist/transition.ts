import type { Actor } from '../actor.ts'
import type { Checklist, Item, Tick } from './checklist.ts'

/** What somebody does with an item. */
export type ChecklistEvent = { step: number; by: Actor; at: number } & (
  | { type: 'tick'; ran?: true }
  | { type: 'untick' }
)

/** The list afterwards (the same: nothing has changed), or why not. */
export type ChecklistOutcome =
  | { ok: true; list: Checklist }
  /** `theirs`: somebody has ticked it before. */
  | { ok: false; reason: 'no such item' }
  | { ok: false; reason: 'ticked'; theirs: Tick }

/** Takes one event. Of two who tick the same, the first has done it. */
export function checklistTransition(list: Checklist, event: ChecklistEvent): ChecklistOutcome {
  const item = list.items.find(({ step }) => step === event.step)
  if (!item) return { ok: false, reason: 'no such item' }
  const { ticked, ...open } = item
  if (event.type === 'untick') return { ok: true, list: ticked ? withItem(list, open) : list }
  const { by, at, ran } = event
  if (!ticked) return { ok: true, list: withItem(list, { ...open, ticked: { by, at, ...(ran && { ran }) } }) }
  return ticked.by.id === by.id ? { ok: true, list } : { ok: false, reason: 'ticked', theirs: ticked }
}

const withItem = (list: Checklist, item: Item): Checklist => ({
  ...list,
  items: list.items.map(one => (one.step === item.step ? item : one)),
})
