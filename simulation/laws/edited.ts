import { shownIn } from '../../src/engine/edit.ts'
import type { World } from '../world.ts'
import type { Broken } from './law.ts'

/** So often within so long Slack takes the same for one message at most, though answers and workers are lost. */
const [most, withinMs] = [8, 60_000]

/** Nothing is edited over and over with nothing new to say: what others wait for would never have its turn. */
export function createEditLaws(world: () => Pick<World, 'slack' | 'scheduler'>, broken: Broken) {
  const taken = new Map<string, number[]>()
  return function edited(channel: string, ts: string): void {
    const { slack, scheduler } = world()
    const { mark, message } = slack.at(channel, ts)!
    const what = `${channel} ${ts} ${shownIn(message)}`
    const now = scheduler.now()
    const times = [...(taken.get(what) ?? []), now].filter(time => now - time < withinMs)
    taken.set(what, times)
    if (times.length > most)
      broken('the same is not sent over and over', `${mark}: "${message.text}", ${times.length} times`)
  }
}
