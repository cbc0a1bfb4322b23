import type { Page } from '../../domain/page.ts'
import type { PageLevels } from '../../domain/pagerduty-level.ts'
import type { OnCall } from '../../ports/pager.ts'

/**
 * The levels of its policy whose people a page is assigned to: all of them before somebody has acknowledged, then only
 * who did. What counts is who was on call when it was assigned, since shifts change, and who was first is often second next.
 */
export function levelsOf({ assignees, assignedAt }: Page, oncalls: OnCall[]): PageLevels {
  const byLevel = new Map<number, Set<string>>()
  for (const oncall of oncalls.filter(one => isAt(one, assignedAt))) {
    const { level, user } = oncall
    byLevel.set(level, (byLevel.get(level) ?? new Set()).add(user.id))
  }
  const fitting = [...byLevel].filter(([, people]) => assignees.every(({ id }) => people.has(id)))
  const exact = fitting.filter(([, people]) => people.size === assignees.length)
  const fits = (exact.length > 0 ? exact : fitting).map(([level]) => level).sort((a, b) => a - b)
  return { fits, ...(oncalls.length > 0 && { last: Math.max(...oncalls.map(({ level }) => level)) }) }
}

const isAt = ({ since, until }: OnCall, at: number | undefined): boolean =>
  at === undefined || ((since ?? at) <= at && at < (until ?? Number.POSITIVE_INFINITY))

/** By level, each person once in it, with the longest of their shifts. */
export function ordered(oncalls: OnCall[]): OnCall[] {
  const ends = ({ until }: OnCall) => until ?? Number.POSITIVE_INFINITY
  const once = new Map<string, OnCall>()
  for (const oncall of oncalls) {
    const who = `${oncall.level}:${oncall.user.id}`
    const known = once.get(who)
    if (!known || ends(oncall) > ends(known)) once.set(who, oncall)
  }
  return [...once.values()].sort((a, b) => a.level - b.level)
}
