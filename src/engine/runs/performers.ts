import { needsOf } from '../../domain/run/needs.ts'
import type { System } from '../../domain/system.ts'
import type { Barrier } from '../../ports/barrier.ts'
import type { MakerSource } from '../../ports/calls/call.ts'
import type { Chat } from '../../ports/chat.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Logs } from '../../ports/logs.ts'
import type { Posts } from '../../ports/posts.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import type { Edit } from '../edit.ts'
import { clearAway } from '../jobs/clear-away.ts'
import { lockNag } from '../jobs/lock-nag.ts'
import { run } from '../jobs/run.ts'
import { runLog } from '../jobs/run-log.ts'
import { runTimer } from '../jobs/run-timer.ts'
import { showRun } from '../jobs/show-run.ts'
import { takeBackJob } from '../jobs/take-back.ts'
import type { Performers } from '../performer.ts'
import type { PostOnce } from '../post-once.ts'
import { frozenFor } from './frozen.ts'
import type { RunLedger } from './ledger.ts'
import type { Planner } from './planner.ts'

/** What runs take besides what every other job does. */
export interface RunsAre {
  ledger: RunLedger
  planner: Planner
  makers: MakerSource
}

export interface RunPerformersDeps {
  runs: RunsAre
  store: Store
  queue: Queue
  posts: Posts
  clock: Clock
  chat: Chat
  directory: Directory
  barrier: Barrier
  logs: Logs
  postOnce: PostOnce
  edit: Edit
  system(name: string): System | undefined
}

/** Who does what runs and locks owe. */
export function runPerformers({ runs, ...shared }: RunPerformersDeps): Performers {
  const { store, clock, system } = shared
  return {
    run: run({
      ...shared,
      ...runs,
      frozen: one => frozenFor(system(one.system), one, clock.now()),
      required: ({ system: name, environment }, { risk, plan }) =>
        needsOf(system(name)!, environment, risk, plan.shared).required,
    }),
    'run-timer': runTimer(store, runs.ledger, clock),
    'take-back': takeBackJob(store, runs.ledger, clock),
    'clear-away': clearAway(store, runs.makers, clock),
    'show-run': showRun(shared),
    'run-log': runLog({ ...shared, ledger: runs.ledger }),
    'lock-nag': lockNag({ ...shared, title: name => system(name)?.title ?? name }),
  }
}
