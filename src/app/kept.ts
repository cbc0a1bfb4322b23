import { createAside } from '../store/aside.ts'
import { createBarrier } from '../store/barrier.ts'
import { createRedisClock } from '../store/clock.ts'
import { connect } from '../store/connect.ts'
import { createFirsts } from '../store/firsts.ts'
import { createHistory } from '../store/history.ts'
import { createLanes } from '../store/lanes.ts'
import { createLists } from '../store/lists.ts'
import { createPosts } from '../store/posts.ts'
import { createQueue } from '../store/queue.ts'
import { createStepAnswers } from '../store/step-answers.ts'
import { createStore } from '../store/store.ts'
import type { AppOptions } from './options.ts'

/** Everything that Redis keeps, by name of its port, and the clock that goes by it. */
export async function openKept(options: AppOptions) {
  const { config, log, clock: makeClock = createRedisClock, lanes = own => own } = options
  const redis = await connect(config.redisUrl, { onError: err => log.warn({ err }, 'Redis') })
  const clock = await makeClock(redis)
  const history = createHistory(redis, clock, lost => log.error(lost, 'Redis has lost what it had saved'))
  const { barrier: ownBarrier, means } = createBarrier(redis, history)
  const barrier = options.barrier ?? ownBarrier
  const onUnreadable = (why: string) => log.warn({ why }, 'an incident is left out of the lists')
  return {
    redis,
    clock,
    history,
    barrier,
    means,
    store: createStore(redis, clock, { history, onUnreadable }),
    queue: createQueue(redis, clock, history),
    posts: createPosts(redis),
    lists: createLists(redis),
    firsts: createFirsts(redis),
    lanes: lanes(createLanes(redis)),
    aside: createAside(redis, barrier),
    stepAnswers: createStepAnswers(redis),
  }
}
export type Kept = Awaited<ReturnType<typeof openKept>>
