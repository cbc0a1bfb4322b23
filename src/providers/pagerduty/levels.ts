import type { Page } from '../../domain/page.ts'
import type { OnCall } from '../../ports/pager.ts'

/**
 * The level of its policy that a page is at: the one whose people it is assigned to. All of them before somebody has
 * acknowledged, then only who did. Undefined when nobody's or more than one level's people fit.
 */
export function levelOf(page: Page, oncalls: OnCall[]): number | undefined {
  if (page.assignees.length === 0) return undefined
  const byLevel = new Map<number, Set<string>>()
  for (const { level, user } of oncalls) byLevel.set(level, (byLevel.get(level) ?? new Set()).add(user.id))

  const fits = [...byLevel].filter(([, people]) => page.assignees.every(({ id }) => people.has(id)))
  const exact = fits.filter(([, people]) => people.size === page.assignees.length)
  return only(exact) ?? only(fits)
}

const only = ([first, ...others]: [number, Set<string>][]): number | undefined =>
  others.length === 0 ? first?.[0] : undefined

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
