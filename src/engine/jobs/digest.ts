import { digest as digestMessage, digestOver } from '../../../blocks/digest.ts'
import type { Incident } from '../../domain/incident.ts'
import type { Job } from '../../domain/jobs.ts'
import type { Chat } from '../../ports/chat.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Lists } from '../../ports/lists.ts'
import type { Posts } from '../../ports/posts.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import type { Performer } from '../performer.ts'
import { editableAt, isOver, lastOf, type Series } from '../series.ts'
import type { PageElsewhere } from './page-elsewhere.ts'

/** So long a digest takes incidents in: an edit makes no sound, so whoever is called later gets a new one. */
const takesMs = 600_000
/** So long the first of a digest wait for others, so that what rings says how many there are. */
const gatherMs = 1_000

export interface Reader {
  person: string
  level: number
}

/** Its messages are known in Slack by it, where somebody may read the digests of several systems in one place. */
const ownerOf = (system: string, { person, level }: Reader): string => `digest:${system}:${person}:${level}`
const listOf = ({ person, level }: Reader, number: number): string => `digest:${person}:${level}:${number}`
/** Those that its reader has not seen in it yet. */
const untold = (list: string): string => `${list}:untold`

export interface DigestsDeps {
  posts: Posts
  lists: Lists
  queue: Queue
  clock: Clock
}

/** The digests by which people are told of incidents together with others. */
export function createDigests({ posts, lists, queue, clock }: DigestsDeps) {
  return {
    /**
     * The number of the one that takes an incident in: a later one than told its reader of it `before`, so that who is
     * called again hears it.
     */
    async next(system: string, reader: Reader, before = 0): Promise<number> {
      const last = await lastOf(posts, system, ownerOf(system, reader))
      const isLater = last.number > before
      const takesMore =
        isLater && last.post && !isOver(last.post) && clock.now() - (last.post.at ?? 0) < takesMs
      return takesMore ? last.number : Math.max(last.number, before) + 1
    },

    /** Has its reader told of an incident in the digest with that number, once, however often it is entered. */
    async enter(
      system: string,
      incident: Incident,
      { person, level }: Reader,
      number: number,
    ): Promise<void> {
      const list = listOf({ person, level }, number)
      await lists.enter(system, list, incident)
      await lists.enter(system, untold(list), incident)
      const job = { kind: 'digest', person, level, number } as const
      await queue.order(system, [{ job, due: clock.now() + gatherMs * clock.rate(), when: 'earlier' }])
    },
  }
}
export type Digests = ReturnType<typeof createDigests>

export interface DigestDeps extends DigestsDeps {
  store: Store
  chat: Chat
  keep: Series
  digests: Digests
  pageElsewhere: PageElsewhere
  title(system: string): string
}

/** One message to one person of a level about all that they are not told of one by one. */
export function digest(deps: DigestDeps): Performer<'digest'> {
  const { store, posts, lists, queue, clock, chat, keep, digests, pageElsewhere, title } = deps

  async function order(system: string, jobs: Job[]): Promise<void> {
    const at = { due: clock.now(), when: 'earlier' } as const
    if (jobs.length > 0)
      await queue.order(
        system,
        jobs.map(job => ({ job, ...at })),
      )
  }

  return async inHand => {
    const { system, job } = inHand
    const known = await posts.get(system, ownerOf(system, job), `${job.number}`)
    const next = editableAt(known, clock)
    if (known && !isOver(known) && clock.now() < next)
      return queue.order(system, [{ job, due: next, when: 'earlier' }])
    const list = listOf(job, job.number)
    const fresh = await lists.of(system, untold(list))
    const ids = await lists.of(system, list)
    const leave = async () => {
      await lists.leave(system, list, ids)
      await lists.leave(system, untold(list), fresh)
    }
    const incidents = await store.incidents(system, ids)
    const asking = incidents.filter(({ state }) => state === 'triggered')
    if (known && isOver(known)) {
      // What came too late for this one goes on to the next.
      const later = await digests.next(system, job)
      for (const incident of asking) await digests.enter(system, incident, job, later)
      return leave()
    }
    if (ids.length === 0) return
    const over = asking.length === 0
    if (over && !known) return leave()

    const crowd = { system, title: title(system), incidents: over ? incidents : asking }
    let isShown: boolean
    try {
      isShown = await keep(inHand, {
        owner: ownerOf(system, job),
        number: job.number,
        channel: await chat.direct(job.person),
        message: over ? digestOver(crowd) : digestMessage(crowd, job.level),
        over,
      })
    } catch (error) {
      await pageElsewhere(inHand, asking, error)
      throw error
    }
    if (!isShown) return
    if (over) return leave()
    const seen = new Set(asking.map(({ id }) => id))
    const told = fresh.filter(id => seen.has(id))
    await order(
      system,
      told.map(incident => ({ ...job, kind: 'told', incident })),
    )
    await lists.leave(system, untold(list), fresh)
  }
}
