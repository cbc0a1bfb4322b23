import { expect, test } from 'vitest'
import type { Job } from '../../src/domain/jobs.ts'
import type { Pager } from '../../src/ports/pager.ts'
import { ana, aPage, eventually, minutes, type Stage, stageFor } from './stage.ts'

const by = { via: 'slack', id: ana.id, name: ana.name } as const

/** PagerDuty with these incidents open, and nothing more. */
const pages = new Map<string, ReturnType<typeof aPage>>()
const pager = {
  open: async () => ({ pages: [...pages.values()], unread: [] }),
  page: async id => pages.get(id),
  levels: async () => ({ fits: [] }),
  acknowledge: async id => ({ ...pages.get(id)!, status: 'acknowledged' }),
} as Partial<Pager> as Pager

const stage = stageFor(pager)
const key = ({ system }: Stage, id: string) => `belay:{${system.system}}:incident:${id}`

/** A newer version of Belay writes into an incident's state. */
async function newerWrites(on: Stage, id: string, change: (state: Record<string, unknown>) => void) {
  const state = JSON.parse((await on.redis.hget(key(on, id), 'state'))!) as Record<string, unknown>
  change(state)
  await on.redis.hset(key(on, id), 'state', JSON.stringify(state))
}
const asKept = async (on: Stage, id: string) => JSON.parse((await on.redis.hget(key(on, id), 'state'))!)

test('fields that only a newer version knows survive whatever this one does with the incident', async () => {
  const on = await stage()
  const { tells, incidents, incident, clock } = on
  await tells('triggered')
  const { id } = await incident()
  const future = { list: [], nothing: {}, text: '' }
  await newerWrites(on, id, state => {
    Object.assign(state, { future })
    Object.assign(state.policy as object, { future })
    Object.assign(state.pagerduty as object, { future })
    Object.assign((state.policy as { ladder: object[] }).ladder[0]!, { future })
  })
  let n = 0
  const next = async (event: Parameters<typeof incidents.apply>[1]) =>
    incidents.apply(await incident(), event, `operation-${n++}`)
  await next({ type: 'acknowledge', by })
  await next({ type: 'note', text: 'looking', by })
  await next({ type: 'snooze', until: clock.now() + 60 * minutes, by })
  await next({ type: 'severity', to: 'P2', by })
  await tells('annotated', { note: 'from PagerDuty' })
  await next({ type: 'mitigate', by })
  await tells('resolved')
  await tells('reopened')
  expect(await asKept(on, id)).toMatchObject({
    state: 'triggered',
    cycle: 2,
    future,
    policy: { future, ladder: [{ future }, {}, {}] },
    pagerduty: { future },
  })
})

test('a line of the timeline that only a newer version knows does not keep the card from being shown', async () => {
  const on = await stage()
  const { tells, incident, redis, system, work, slack } = on
  await tells('triggered')
  const { id, entries } = await incident()
  const entry = { kind: 'deployed', at: 1, by, what: 'api-gateway' }
  await redis.rpush(`belay:{${system.system}}:timeline:${id}`, JSON.stringify(entry))
  await newerWrites(on, id, state => Object.assign(state, { entries: entries + 1 }))
  work()
  await eventually(() => JSON.stringify(slack.posts).includes('only a newer Belay can put into words'))
  expect(slack.cards()).toHaveLength(1)
})

test('an incident of a newer schema is left to the newer version; those beside it go on', async () => {
  const on = await stage()
  const { tells, incident, incidents, clock, system, queue, work, slack, pageId } = on
  await tells('triggered')
  const { id } = await incident()
  await newerWrites(on, id, state => Object.assign(state, { schema: 2, title: 'in another shape' }))
  const before = await asKept(on, id)

  // Lists leave it out; by its id it says why it cannot be had.
  expect(await incidents.recent([system.system], 10)).toEqual([])
  expect(await incidents.open([system.system])).toEqual([])
  await expect(incidents.find(id)).rejects.toThrow('deploy that one')
  await expect(tells('acknowledged')).rejects.toThrow('newer Belay')

  // However often it has been tried, it is not put aside: whoever can do it will come.
  await on.redis.hset(`belay:{${system.system}}:tries`, `show:${id}`, '50 0 0 slow')

  // A look at PagerDuty takes in the others all the same.
  const at = clock.now()
  pages.set(pageId, aPage(at, { id: pageId, status: 'acknowledged' }))
  pages.set('POTHER', aPage(at, { id: `${pageId}-other`, title: '5xx rate above 10 %' }))
  await queue.order(system.system, [{ job: { kind: 'reconcile' }, due: at, when: 'earlier' }])
  work()
  await eventually(() => slack.cards().find(({ message }) => message.text.includes('5xx rate')))
  const other = await incident()
  expect(other.title).toBe('5xx rate above 10 %')
  await incidents.apply(other, { type: 'acknowledge', by }, 'ack')
  await eventually(() => slack.cards().find(({ message }) => message.text.includes('P1 acknowledged')))
  pages.clear()

  expect(await asKept(on, id)).toEqual(before)
  const whys = await eventually(async () => {
    const why = await on.redis.hget(`belay:{${system.system}}:tries`, `show:${id}`)
    return why?.includes('newer Belay') && why
  })
  expect(whys).toContain('schema 2')
  expect(await queue.depth(system.system)).toMatchObject({ parked: 0 })
})

test('a deadline that only a newer version knows is left to it', async () => {
  const { queue, system, clock, redis, tells, incident, work } = await stage()
  await tells('triggered')
  const { id } = await incident()
  const handover = { kind: 'timer', incident: id, timer: 'handover' } as unknown as Job
  await queue.order(system.system, [{ job: handover, due: clock.now(), when: 'replace' }])
  work()
  const kept = (hash: string) => redis.hget(`belay:{${system.system}}:${hash}`, `timer:${id}:handover`)
  await eventually(async () => (await kept('tries'))?.includes('only a newer Belay knows handover'))
  expect(await kept('jobs')).toContain('"timer":"handover"')
})
