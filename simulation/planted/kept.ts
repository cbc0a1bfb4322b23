import type { Planted } from '../engine.ts'
import type { Kept } from '../kept.ts'
import { system } from '../system.ts'
import type { World } from '../world.ts'

type Plant = NonNullable<Planted['kept']>

const store =
  (save: (kept: Kept, world: World) => Kept['store']['save']): Plant =>
  (kept, world) => ({ ...kept, store: { ...kept.store, save: save(kept, world) } })

/** Whoever saves last wins. */
export const noVersion = store(({ store }, { memory }) => save => {
  const { states } = memory.of(system.system)
  const changes = save.changes.map(change =>
    'incident' in change
      ? { ...change, expected: states.get(`incident:${change.incident.id}`)?.version }
      : change,
  )
  return store.save({ ...save, changes })
})

/** What is delivered twice is done twice. */
export const noOperation = store(
  ({ store }, { newId }) =>
    save =>
      store.save({ ...save, operation: `${save.operation} ${newId()}` }),
)

/** What PagerDuty tells beside an incident is told whenever it is come by. */
export const newsAnew = store(
  ({ store }, { newId }) =>
    save =>
      store.save(
        save.audit.some(({ what }) => what === 'news')
          ? { ...save, operation: `${save.operation} ${newId()}` }
          : save,
      ),
)

/** What PagerDuty tells beside an incident is taken for somebody having it. */
export const newsTakes = store(({ store }) => save => {
  const isNews = save.audit.some(({ what }) => what === 'news')
  const changes = save.changes.map(change =>
    isNews && 'incident' in change && change.incident.state === 'triggered'
      ? { ...change, incident: { ...change.incident, state: 'acknowledged' as const } }
      : change,
  )
  return store.save({ ...save, changes })
})

/** What was asked of PagerDuty before somebody thought better of it is forgotten. */
export const noEcho = store(({ store }) => save => {
  const changes = save.changes.map(change => {
    if (!('incident' in change) || !change.incident.pagerduty?.want) return change
    const { overtook: _, ...want } = change.incident.pagerduty.want
    const pagerduty = { ...change.incident.pagerduty, want }
    return { ...change, incident: { ...change.incident, pagerduty } }
  })
  return store.save({ ...save, changes })
})

/** What has become void stays owed. */
export const noCancel = store(
  ({ store }) =>
    save =>
      store.save({ ...save, cancelled: [] }),
)

/** What is meant is written down only once it has been posted. */
export const postFirst: Plant = kept => ({
  ...kept,
  posts: {
    ...kept.posts,
    put: async (of, incident, intent, post, claim) =>
      post.state === 'sending' || kept.posts.put(of, incident, intent, post, claim),
  },
})

/** Who is done ends whatever claim there is. */
export const anyToken: Plant = (kept, { memory }) => ({
  ...kept,
  queue: {
    ...kept.queue,
    async done(of, claim) {
      const token = memory.of(of).jobs.all.get(claim.id)?.token ?? claim.token
      return kept.queue.done(of, { ...claim, token })
    },
  },
})

/** What a process had in hand when it was lost is lost with it. */
export const noTakeover: Plant = (kept, { memory }) => ({
  ...kept,
  queue: {
    ...kept.queue,
    async claim(...asked) {
      const { jobs } = memory.of(system.system)
      for (const { id, token, from } of [...jobs.all.values()])
        if (token !== undefined && from <= memory.clock.wall()) jobs.all.delete(id)
      return kept.queue.claim(...asked)
    },
  },
})

/** Nobody looks for copies. */
export const noTidy: Plant = kept => ({
  ...kept,
  queue: {
    ...kept.queue,
    order: (of, orders) =>
      kept.queue.order(
        of,
        orders.filter(({ job }) => job.kind !== 'tidy'),
      ),
  },
})
