import type { Memory } from '../memory/memory.ts'
import type { Slack } from '../outside/slack.ts'
import { type Broken, incidentIn } from './law.ts'

/** Longer than it takes whoever has read that somebody is to be told, in real milliseconds. */
const underWayMs = 30_000

/** What must hold of every post as it arrives in Slack; `tookMs` is how long it was on its way. */
export function createPostedLaws(memory: Memory, leftAt: Map<string, number>, broken: Broken) {
  /** What has arrived, or may yet, when nobody reckoned with it: it may stand there twice for a while. */
  const doubtful = new Set<string>()
  return function posted(slack: Slack, mark: string, tookMs: number): void {
    if (tookMs > 10_000) doubtful.add(mark)
    const stands = slack.marked(mark).filter(({ thread = '' }) => !slack.threads.has(thread))
    if (stands.length > 1 && !doubtful.has(mark)) broken('nothing is posted twice', mark)
    const [, id, cycle] = /^([^/]+)\/(?:page|mention):(\d+):/.exec(mark) ?? []
    if (id === undefined) return
    const left = leftAt.get(`${id}:${cycle}`)
    const sentAt = memory.clock.wall() - tookMs
    const incident = incidentIn(memory, id)
    const isOver = incident && (incident.cycle > Number(cycle) || incident.state !== 'triggered')
    if (isOver && left !== undefined && sentAt - left > underWayMs)
      broken('nobody is told of what somebody has', `${mark}, ${Math.round(sentAt - left)} ms after`)
  }
}
