import { type Actor, pagerduty as itself } from '../../src/domain/actor.ts'
import type { Page } from '../../src/domain/page.ts'
import type { World } from '../world.ts'
import { user } from './pagerduty.ts'

/** What happens in PagerDuty by itself, and by people who work there. */
export function createPages({ chance, scheduler, pagerduty, count, tempo }: World) {
  let [pages, isOver] = [0, false]

  function trigger(): void {
    pages++
    const title = chance.happens(0.15) ? `again and again ${pages % 3}` : `trouble ${pages}`
    const priority = chance.weighed({ P1: 3, P2: 2, P3: 2 })
    pagerduty.trigger({ title, ...(chance.happens(0.9) && { priority }) })
  }

  function handle(id: string, to: Page['status'], by: Actor): void {
    pagerduty.handles(id, to, by)
    pagerduty.status(id, to, by)
  }

  function act() {
    const open = [...pagerduty.all.values()].filter(({ page }) => page.status !== 'resolved')
    const one = open.length > 0 ? chance.pick(open) : undefined
    const by = chance.happens(0.3) ? itself : user(chance.pick(['Ana', 'Ben', 'Cara']))
    const deed = chance.weighed({
      trigger: 30,
      burst: 0.4,
      acknowledge: 8,
      resolve: 8,
      escalate: 4,
      climb: 4,
      note: 5,
      merge: 2,
      priority: 3,
      reopen: 2,
    })
    if (deed === 'trigger' || !one) return trigger()
    const { page, level } = one
    if (deed === 'burst') {
      count('pagerduty: burst of pages')
      for (let i = 0; i < 12; i++) trigger()
    }
    if (deed === 'acknowledge') handle(page.id, 'acknowledged', user(chance.pick(['Ana', 'Ben'])))
    if (deed === 'resolve') handle(page.id, 'resolved', by)
    if (deed === 'escalate') pagerduty.escalate(page.id, 1 + Math.floor(chance.next() * 3), user('Ben'))
    if (deed === 'climb' && page.status === 'triggered') pagerduty.escalate(page.id, level + 1, itself)
    if (deed === 'note') pagerduty.note(page.id, `written there ${++pages}`, user('Cara'))
    if (deed === 'merge') {
      const other = chance.pick(open)
      if (other === one) return
      pagerduty.handles(page.id, 'resolved', user('Ana'))
      pagerduty.merge(page.id, other.page.id, user('Ana'))
    }
    if (deed === 'priority') pagerduty.priority(page.id, chance.pick(['P1', 'P2', 'P3']), user('Ana'))
    if (deed === 'reopen') {
      const over = [...pagerduty.all.values()].filter(
        ({ page }) => page.status === 'resolved' && !page.mergedInto,
      )
      if (over.length > 0) handle(chance.pick(over).page.id, 'triggered', user('Cara'))
    }
  }

  function again(): void {
    if (isOver) return
    act()
    scheduler.after(chance.around(7_000 / tempo.incidents), again)
  }

  return { begin: again, end: () => void (isOver = true) }
}
