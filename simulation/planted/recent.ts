import type { Schedule } from '../../src/domain/schedule/schedule.ts'
import type { Versioned } from '../../src/ports/store.ts'
import type { Planted } from '../engine.ts'
import { incidentIn, runIn } from '../laws/law.ts'
import { ben, cara } from '../system.ts'

type Plant = NonNullable<Planted['kept']>

/** Whoever finds a time due begins it, whoever else has. */
export const anyTime: Plant = (kept, { newId }) => ({
  ...kept,
  store: {
    ...kept.store,
    save: save => {
      const begun = save.changes.map(change =>
        'run' in change && change.run.scheduled !== undefined && change.expected === undefined
          ? { ...change, run: { ...change.run, id: newId() } }
          : change,
      )
      return kept.store.save({ ...save, changes: begun })
    },
  },
})

/** What comes back is begun whether or not somebody has allowed it. */
export const unasked: Plant = kept => ({
  ...kept,
  store: {
    ...kept.store,
    async schedule(...asked) {
      const found = await kept.store.schedule(...asked)
      return found && allowed(found)
    },
  },
})

function allowed({ version, value }: Versioned<Schedule>): Versioned<Schedule> {
  const { stopped: _, ...free } = value
  const by = [ben, cara].map(({ id, name }) => ({ by: { via: 'slack' as const, id, name }, at: value.since }))
  return { version, value: { ...free, allowed: by } }
}

/** Cards come by the age of their incidents, however bad these are. */
export const byAge: Plant = (kept, { memory }) => ({
  ...kept,
  lists: {
    ...kept.lists,
    async of(system, list, limit) {
      const ids = await kept.lists.of(system, list)
      const openedAt = (id: string) => incidentIn(memory, id)?.openedAt ?? 0
      const ordered = list.startsWith('cards:') ? ids.sort((a, b) => openedAt(a) - openedAt(b)) : ids
      return ordered.slice(0, limit || undefined)
    },
  },
})

/** Nobody keeps a channel closed that Slack has limited. */
export const noClosing: Plant = kept => ({ ...kept, lanes: { ...kept.lanes, async close() {} } })

/** A card that somebody has deleted is not owed again. */
export const noCardAnew: Plant = kept => ({ ...kept, lists: { ...kept.lists, async enter() {} } })

/** What Slack has taken while an edit is in doubt is forgotten. */
export const noSent: Plant = kept => ({
  ...kept,
  posts: {
    ...kept.posts,
    put(of, incident, intent, post, claim) {
      const { sent: _, ...forgotten } = { sent: undefined, ...post }
      return kept.posts.put(of, incident, intent, forgotten, claim)
    },
  },
})

/** A run's message that was deleted is not posted anew. */
export const noMessageAnew: Plant = (kept, { memory }) => ({
  ...kept,
  posts: {
    ...kept.posts,
    async forget(of, owner, intent, claim) {
      const known = await kept.posts.get(of, owner, intent)
      const isRun = runIn(memory, owner) !== undefined
      return (isRun && known?.state === 'gone') || kept.posts.forget(of, owner, intent, claim)
    },
  },
})
