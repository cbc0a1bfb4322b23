import { type Actor, pagerduty as itself } from '../../src/domain/actor.ts'
import { OutsideError } from '../../src/domain/errors.ts'
import type { Page, PageEvent, PageNews } from '../../src/domain/page.ts'

export interface Held {
  page: Page
  level: number
  notes: string[]
  /** It was over, and somebody has opened it again. */
  isReopened?: true
}

/** How it names whoever has done something: a person by id, itself without. */
export const user = (name: string): Actor => ({ via: 'pagerduty', id: `P${name.toUpperCase()}`, name })

const deed = (id: string, to: Page['status'], { name }: Actor) => `${name}: ${id} ${to}`

const levels = ['PANA', 'PBEN', 'PCARA']
const gone = (id: string) =>
  new OutsideError(`PagerDuty has no ${id}.`, { service: 'pagerduty', fault: 'refused', effect: 'none' })

/** A PagerDuty in memory, with `tell` for what it would send to webhooks. */
export function createPagerDuty(now: () => number, tell: (event: PageEvent) => void) {
  const all = new Map<string, Held>()
  /** How often each person has brought each page to a status by hand. */
  const byHand = new Map<string, number>()
  let [ids, events] = [0, 0]

  const held = (id: string): Held => {
    const found = all.get(id)
    if (!found) throw gone(id)
    return found
  }
  const at = () => Math.floor(now())
  const say = (
    type: PageEvent['type'],
    { page }: Held,
    by: Actor,
    said: Pick<PageEvent, 'page' | 'note' | 'news'> = { page: { ...page } },
  ) => tell({ id: `event-${++events}`, type, at: at(), by, pageId: page.id, ...said })

  function become(one: Held, type: PageEvent['type'], by: Actor, more: Partial<Page>): void {
    const { changedBy: _, ...page } = one.page
    const person = by.id === undefined ? {} : { changedBy: { id: by.id, name: by.name } }
    one.page = { ...page, changedAt: at(), ...person, ...more }
    say(type, one, by)
  }

  const to = (one: Held, level: number) => {
    one.level = Math.min(Math.max(level, 1), levels.length)
    return { assignees: [{ id: levels[one.level - 1]!, name: levels[one.level - 1]! }] }
  }

  return {
    all,
    held,

    /** That somebody does this there, and not Belay in their name. */
    handles(id: string, to: Page['status'], by: Actor): void {
      byHand.set(deed(id, to, by), (byHand.get(deed(id, to, by)) ?? 0) + 1)
    },
    timesHandled: (id: string, to: Page['status'], by: Actor): number => byHand.get(deed(id, to, by)) ?? 0,

    trigger(page: Pick<Page, 'title'> & Partial<Page>, by = itself): Page {
      const id = `PPAGE${++ids}`
      const one: Held = { page: {} as Page, level: 1, notes: [] }
      one.page = {
        id,
        url: `https://acme.pagerduty.com/incidents/${id}`,
        service: 'PSIM1',
        status: 'triggered',
        urgency: 'high',
        createdAt: at(),
        changedAt: at(),
        ...to(one, 1),
        ...page,
      }
      all.set(id, one)
      say('triggered', one, by)
      return { ...one.page }
    },

    status(id: string, status: Page['status'], by: Actor): Page {
      const one = held(id)
      if (one.page.status === status) return { ...one.page }
      const isReopened = one.page.status === 'resolved'
      if (isReopened && status === 'resolved') return { ...one.page }
      if (isReopened) one.isReopened = true
      const type = status === 'triggered' ? (isReopened ? 'reopened' : 'unacknowledged') : status
      const { mergedInto: _, ...page } = one.page
      one.page = page
      become(one, type, by, { status, ...(isReopened && to(one, 1)) })
      return { ...one.page }
    },

    escalate(id: string, level: number, by: Actor): Page {
      const one = held(id)
      if (one.page.status !== 'resolved')
        become(one, 'escalated', by, { status: 'triggered', ...to(one, level) })
      return { ...one.page }
    },

    merge(id: string, into: string, by: Actor): void {
      const [one, other] = [held(id), held(into)]
      if (one.page.status === 'resolved' || other.page.status === 'resolved') throw gone(id)
      become(one, 'resolved', by, { status: 'resolved', mergedInto: into })
    },

    note(id: string, text: string, by: Actor): void {
      const one = held(id)
      one.notes.push(text)
      say('annotated', one, by, { note: text })
    },

    priority(id: string, priority: string, by: Actor): void {
      const one = held(id)
      one.page = { ...one.page, priority }
      say('priority_updated', one, by)
    },

    news: (id: string, news: PageNews, by: Actor): void => say('news', held(id), by, { news }),

    reassign(id: string, name: string, by: Actor): void {
      const one = held(id)
      one.page = { ...one.page, assignees: [{ id: name, name }] }
      say('reassigned', one, by)
    },

    /** To another service of the same team's. */
    move(id: string, serviceName: string, by: Actor): void {
      const one = held(id)
      one.page = { ...one.page, serviceName }
      say('service_updated', one, by)
    },
  }
}
export type PagerDuty = ReturnType<typeof createPagerDuty>
