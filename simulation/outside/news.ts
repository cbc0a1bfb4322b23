import type { PageNews } from '../../src/domain/page.ts'
import type { World } from '../world.ts'
import { user } from './pagerduty.ts'

/** What people in PagerDuty have told to whoever works on a page, which changes nothing of how that stands. */
export function createNews({ chance, scheduler, pagerduty, tempo }: World) {
  let [told, isOver] = [0, false]

  function tell(): void {
    // Also of what is over.
    const pages = [...pagerduty.all.keys()]
    if (pages.length === 0) return
    const [page, by] = [chance.pick(pages), user(chance.pick(['Ana', 'Ben', 'Cara']))]
    const who = `somebody ${++told}`
    const kinds: Record<PageNews['kind'], () => void> = {
      'status-update': () =>
        pagerduty.news(page, { kind: 'status-update', text: `known so far ${told}` }, by),
      'responder-asked': () => pagerduty.news(page, { kind: 'responder-asked', who }, by),
      'responder-replied': () =>
        pagerduty.news(page, { kind: 'responder-replied', who, answer: 'joined' }, by),
      bridge: () => pagerduty.news(page, { kind: 'bridge', at: [`https://meet.example.com/${told}`] }, by),
      reassigned: () => pagerduty.reassign(page, who, by),
      moved: () => pagerduty.move(page, `service ${told}`, by),
    }
    chance.pick(Object.values(kinds))()
  }

  function again(): void {
    if (isOver) return
    tell()
    scheduler.after(chance.around(20_000 / tempo.incidents), again)
  }

  return { begin: again, end: () => void (isOver = true) }
}
