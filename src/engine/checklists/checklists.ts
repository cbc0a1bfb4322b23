import { createHash } from 'node:crypto'
import type { Actor } from '../../domain/actor.ts'
import type { Checklist, Tick } from '../../domain/checklist/checklist.ts'
import { type ChecklistEvent, checklistTransition } from '../../domain/checklist/transition.ts'
import { UserError } from '../../domain/errors.ts'
import type { RunPlace } from '../../domain/run/run.ts'
import type { System } from '../../domain/system.ts'
import { weekdayIn } from '../../domain/weekday.ts'
import type { Place } from '../../ports/chat.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Posts } from '../../ports/posts.ts'
import type { Claim } from '../../ports/queue.ts'
import type { Library } from '../../runbook/library.ts'
import type { Steps } from '../../runbook/steps.ts'
import { createSaving, nameOf, type SavingDeps, untilSaved } from '../saving.ts'
import { drawUp } from './draw-up.ts'
import { type KnownList, listsIn } from './known.ts'
import { shownAgain } from './shown-again.ts'

/** A list to be gone through. */
interface ToBegin {
  system: System
  list: KnownList
  by: Actor
  place: RunPlace
  dueAt?: number
}

type AskedOfChecklist<T extends ChecklistEvent['type'] = ChecklistEvent['type']> = T extends unknown
  ? Omit<Extract<ChecklistEvent, { type: T }>, 'at'>
  : never

/** What commands, and what is due, may do with checklists. Refusals are `UserError`s. */
export interface Checklists {
  known(system: System): Promise<KnownList[]>
  /** Begun once under an operation, whoever begins it. */
  begin(wanted: ToBegin, operation: string, claim?: Claim): Promise<Checklist>
  find(system: string, id: string): Promise<Checklist | undefined>
  apply(list: Checklist, event: AskedOfChecklist, operation: string): Promise<Checklist>
  /** Below its message; where it stands itself as long as that is not known. */
  thread(list: Checklist): Promise<Place>
}

export interface ChecklistsDeps extends SavingDeps {
  posts: Pick<Posts, 'get'>
  clock: Clock
  library: Library
  steps: Pick<Steps, 'verdict' | 'asks'>
}

export function createChecklists({ posts, clock, library, steps, ...deps }: ChecklistsDeps): Checklists {
  const { store } = deps
  const save = createSaving(deps)

  const find = async (system: string, id: string) => (await store.checklist(system, id))?.value

  return {
    find,

    async known(system) {
      const volume = await library.of(system)
      return volume ? listsIn(system, volume) : []
    },

    async begin({ system, list, by, place, dueAt }, operation, claim) {
      const id = idOf(system, operation)
      const volume = await library.of(system)
      if (!volume) throw new UserError(`The runbook of ${system.title} is gone.`)
      const at = clock.now()
      const zone = list.when?.zone ?? system.businessHours?.timezone ?? 'UTC'
      const weekday = weekdayIn(zone, dueAt ?? at)
      const drawn = await drawUp({ volume, steps }, list, { id, system: system.system, weekday })
      if (drawn.items.length === 0)
        throw new UserError(`${list.title} has nothing to do in the runbook any more.`)
      const checklist: Checklist = {
        schema: 1,
        id,
        place,
        ...drawn,
        system: system.system,
        environment: list.environment,
        name: list.name,
        procedure: list.procedure.id,
        openedBy: by,
        openedAt: at,
        ...(dueAt !== undefined && { dueAt }),
      }
      const written = {
        changes: [{ expected: undefined, checklist }],
        owed: [shownAgain(id, at)],
        audit: [{ at, by: nameOf(by), what: 'checklist', detail: { checklist: id, command: list.title } }],
      }
      const result = await save(system.system, operation, written, claim)
      const kept = result === 'saved' ? checklist : await find(system.system, id)
      if (!kept) throw new Error(`${operation} was saved before, and the checklist ${id} is not there`)
      return kept
    },

    apply: ({ system, id, title }, asked, operation) =>
      untilSaved<Checklist>(id, async () => {
        const found = await store.checklist(system, id)
        if (!found) throw new UserError(`${title} is not known any more: checklists are kept for 90 days.`)
        const at = clock.now()
        const outcome = checklistTransition(found.value, { ...asked, at } as ChecklistEvent)
        if (!outcome.ok)
          throw new UserError(
            outcome.reason === 'ticked' ? ticked(outcome.theirs) : `${title} has no such item.`,
          )
        const { list } = outcome
        if (list === found.value) return list
        const result = await save(system, operation, {
          changes: [{ expected: found.version, checklist: list }],
          owed: [shownAgain(id, at)],
          audit: [],
        })
        return result === 'repeated'
          ? ((await find(system, id)) ?? list)
          : result === 'saved'
            ? list
            : 'conflict'
      }),

    async thread({ system, id, place }) {
      const post = await posts.get(system, id, 'card')
      if (post?.state !== 'posted') return place
      return { channel: post.channel, thread: place.thread ?? post.ts }
    },
  }
}

/** The same whoever begins it. */
const idOf = ({ system }: System, operation: string): string =>
  createHash('sha256').update(`${system} ${operation}`).digest('hex').slice(0, 16)

const ticked = ({ by }: Tick): string => `${by.name} has seen to it already.`
