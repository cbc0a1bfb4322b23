import type { Actor } from '../../src/domain/actor.ts'
import type { Page } from '../../src/domain/page.ts'
import type { Guard, Pager } from '../../src/ports/pager.ts'
import { people } from '../system.ts'
import type { Call, Caller, Wire } from '../wire.ts'
import { callMs } from './chat.ts'
import { type PagerDuty, user } from './pagerduty.ts'

/** When it is asked, it tells whole seconds, and not who has made it triggered. */
function asked({ changedBy, ...page }: Page): Page {
  return {
    ...page,
    createdAt: Math.floor(page.createdAt / 1_000) * 1_000,
    changedAt: Math.floor(page.changedAt / 1_000) * 1_000,
    ...(changedBy && page.status !== 'triggered' && { changedBy }),
  }
}

/** PagerDuty as a process reaches it: it looks first, and asks for its lease in the tick in which it writes. */
export function createPager(wire: Wire, from: Caller, pagerduty: PagerDuty): Pager {
  const look = <T>(method: string, given: unknown, effect: Call<T>['effect']) =>
    wire(from, { service: 'pagerduty', method, given, effect, limitMs: callMs, reads: true })
  const post = <T>(
    method: string,
    given: unknown,
    guard: Guard | undefined,
    effect: Call<T>['effect'],
    more: Pick<Call<T>, 'put'> = {},
  ) => {
    guard?.(callMs)
    return wire(from, { service: 'pagerduty', method, given, effect, limitMs: callMs, ...more })
  }
  const put: typeof post = (method, given, guard, effect) => post(method, given, guard, effect, { put: true })
  const read = (id: string) => look('page', id, () => asked(pagerduty.held(id).page))
  const whose = (email: string | undefined): Actor =>
    user(people.find(person => person.email === email)?.name ?? 'Belay')

  const change =
    (status: Page['status']): Pager['acknowledge'] =>
    async (id, email, guard) => {
      const now = await read(id)
      if ((status === 'triggered') !== (now.status === 'resolved') || status === now.status) return now
      let times = 0
      return put(status, id, guard, tookMs => {
        // What lands once nobody waits for it any more cannot be told from what somebody does.
        // Whoever has resolved it since it was looked at has it opened again by this.
        const isOver = status !== 'resolved' && pagerduty.held(id).page.status === 'resolved'
        if (++times > 1 || tookMs > callMs || isOver) pagerduty.handles(id, status, whose(email))
        if (isOver) pagerduty.handles(id, 'triggered', whose(email))
        return asked(pagerduty.status(id, status, whose(email)))
      })
    }

  return {
    acknowledge: change('acknowledged'),
    resolve: change('resolved'),
    reopen: change('triggered'),
    async escalate(id, level, email, guard) {
      const now = await read(id)
      if (now.status === 'resolved') return now
      return put('escalate', [id, level], guard, () => asked(pagerduty.escalate(id, level, whose(email))))
    },
    async merge(id, into, email, guard) {
      const [source, target] = await Promise.all([read(id), read(into)])
      if (source.status === 'resolved') return source
      if (target.status === 'resolved') return undefined
      await put('merge', [id, into], guard, () => pagerduty.merge(id, into, whose(email)))
      return { ...source, status: 'resolved', mergedInto: into }
    },
    note: (id, text, email, guard) =>
      post('note', [id, text], guard, () => pagerduty.note(id, text, whose(email))),
    notes: id => look('notes', id, () => [...pagerduty.held(id).notes]),
    create: (service, title, key, urgency, email, guard) =>
      post('create', key, guard, () => {
        const same = [...pagerduty.all.values()].find(
          ({ page }) => page.key === key && page.status !== 'resolved',
        )
        return same ? { ...same.page } : pagerduty.trigger({ service, title, key, urgency }, whose(email))
      }),
    page: id => look('page', id, () => asked(pagerduty.held(id).page)),
    open: () =>
      look('open', undefined, () => {
        const pages = [...pagerduty.all.values()].map(({ page }) => asked(page))
        return { pages: pages.filter(({ status }) => status !== 'resolved'), unread: [] }
      }),
    levels: async ({ id }) => look('level', id, () => ({ fits: [pagerduty.held(id).level] })),
    oncall: async () => [],
    email: id => look('email', id, () => people.find(({ name }) => `P${name.toUpperCase()}` === id)?.email),
    knows: email => look('knows', email, () => people.some(person => person.email === email)),
  }
}
