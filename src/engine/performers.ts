import { pagerdutyServices } from '../domain/routing.ts'
import type { System } from '../domain/system.ts'
import { createLogSearch } from '../operations/logs.ts'
import type { Barrier } from '../ports/barrier.ts'
import type { Chat } from '../ports/chat.ts'
import type { Clock } from '../ports/clock.ts'
import type { Directory } from '../ports/directory.ts'
import type { Intake } from '../ports/intake.ts'
import type { Lists } from '../ports/lists.ts'
import type { Logs } from '../ports/logs.ts'
import type { Pager } from '../ports/pager.ts'
import type { Posts } from '../ports/posts.ts'
import type { Queue } from '../ports/queue.ts'
import type { Store } from '../ports/store.ts'
import type { Checklists } from './checklists/checklists.ts'
import { createEdit } from './edit.ts'
import { anchor } from './jobs/anchor.ts'
import { cards } from './jobs/cards.ts'
import { createDigests, digest } from './jobs/digest.ts'
import { earlyNote } from './jobs/early-note.ts'
import { follow } from './jobs/follow.ts'
import { history } from './jobs/history.ts'
import { identify } from './jobs/identify.ts'
import { mention } from './jobs/mention.ts'
import { notify } from './jobs/notify.ts'
import { page } from './jobs/page.ts'
import { createPageElsewhere } from './jobs/page-elsewhere.ts'
import { pagerduty } from './jobs/pagerduty.ts'
import { pagerdutyCreate } from './jobs/pagerduty-create.ts'
import { pagerdutyMerge } from './jobs/pagerduty-merge.ts'
import { pagerdutyNote } from './jobs/pagerduty-note.ts'
import { pagerdutyRead } from './jobs/pagerduty-read.ts'
import { reconcile } from './jobs/reconcile.ts'
import { show } from './jobs/show.ts'
import { storm } from './jobs/storm.ts'
import type { ThreadDeps } from './jobs/thread.ts'
import { tidy } from './jobs/tidy.ts'
import { createTold, toldInDigest } from './jobs/told.ts'
import { trouble } from './jobs/trouble.ts'
import type { Ledger } from './ledger.ts'
import type { Performers } from './performer.ts'
import { createPostOnce } from './post-once.ts'
import { type RunsAre, runPerformers } from './runs/performers.ts'
import { schedulePerformers } from './schedules/performers.ts'
import { createSeries } from './series.ts'

export interface PerformersDeps {
  systems: System[]
  store: Store
  queue: Queue
  posts: Posts
  lists: Lists
  clock: Clock
  ledger: Ledger
  chat: Chat
  directory: Directory
  /** Without it, what PagerDuty is owed waits for a process that has one. */
  pager: Pager | undefined
  intake: Intake
  barrier: Barrier
  runs: RunsAre
  logs: Logs
  checklists: Checklists
  procedureFor?: ThreadDeps['procedureFor']
}

/** Who does what is owed: one for each kind of job but deadlines and what is taken in, which have workers of their own. */
export function createPerformers(deps: PerformersDeps): Performers {
  const { systems, store, queue, posts, lists, clock, ledger } = deps
  const { chat, directory, pager, intake, barrier, procedureFor } = deps
  const named = new Map(systems.map(system => [system.system, system]))
  const system = (name: string) => named.get(name)
  const title = (name: string) => system(name)?.title ?? name
  const services = (name: string) => {
    const known = system(name)
    return known ? pagerdutyServices(known) : []
  }
  const postOnce = createPostOnce({ posts, store, chat, queue, clock })
  const edit = createEdit({ posts, chat, queue, clock })
  const keep = createSeries({ posts, queue, clock, postOnce, edit })
  const digests = createDigests({ posts, lists, queue, clock })
  const told = createTold(ledger, directory)
  const pageElsewhere = createPageElsewhere(queue, clock)
  const shown = { store, lists, posts, queue, clock, postOnce, title }
  return {
    notify: notify({ store, queue, clock, ledger, directory, pageElsewhere }),
    mention: mention({ ...shown, directory }),
    page: page({ ...shown, chat, digests, told, pageElsewhere }),
    digest: digest({ ...shown, chat, digests, keep, pageElsewhere }),
    told: toldInDigest(told),
    show: show({ ...shown, chat, edit, procedureFor }),
    cards: cards({ ...shown, directory, ledger }),
    storm: storm({ ...shown, directory, keep }),
    tidy: tidy({ posts, chat, queue, clock }),
    history: history({
      store,
      queue,
      clock,
      directory,
      postOnce,
      system,
      reconciles: name => pager !== undefined && services(name).length > 0,
    }),
    follow: follow({
      logs: createLogSearch(deps.logs, () => clock.wall()),
      queue,
      clock,
      postOnce,
      edit,
      system,
    }),
    anchor: anchor({ ...shown, directory, system }),
    trouble: trouble({ ...shown, chat, directory, system }),
    ...runPerformers({ ...deps, postOnce, edit, system }),
    ...schedulePerformers({
      ...shown,
      ...deps.runs,
      chat,
      directory,
      edit,
      system,
      checklists: deps.checklists,
    }),
    ...(pager && forPagerDuty(pager)),
  }

  function forPagerDuty(pager: Pager): Performers {
    const told = { store, ledger, pager, directory, barrier, posts, clock }
    return {
      pagerduty: pagerduty(told),
      'pagerduty-create': pagerdutyCreate(told),
      'pagerduty-merge': pagerdutyMerge(told),
      'pagerduty-note': pagerdutyNote(told),
      'pagerduty-read': pagerdutyRead(store, ledger, pager, intake),
      'early-note': earlyNote(pager, intake),
      identify: identify(told),
      reconcile: reconcile({ store, queue, clock, pager, intake, home: system }),
    }
  }
}
