import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Incident } from '../../sandbox/pagerduty/world.ts'
import type { World } from '../../sandbox/world.ts'
import { createChance } from '../../simulation/chance.ts'
import { channelOf, serviceOf } from '../systems.ts'

const minute = 60_000
const hour = 60 * minute

/** How often what happens in a system, in milliseconds of its life. */
const every = { alert: 40 * minute, question: hour, deploy: 12 * hour }
const questions = [
  '/incident list',
  '/health api',
  '/belay oncall',
  '/belay runs',
  '/belay help',
  '/belay audit api',
]

export interface Lived {
  alerts: number
  questions: number
  deploys: number
}

/** What goes on around Belay in so many systems, until it is over; `rate`: how much faster than the wall. */
export async function live(
  world: World,
  systems: number,
  seed: number,
  rate: number,
  over: AbortSignal,
): Promise<Lived> {
  const chance = createChance(seed)
  const lived: Lived = { alerts: 0, questions: 0, deploys: 0 }
  const ana = world.pagerdutyUser('ana')
  const { slack, pagerduty } = world
  /** Whatever would come later than the end comes then, at once. */
  const later = (ms: number) => sleep(ms / rate, undefined, { signal: over }).catch(() => undefined)

  /** At once, so that what waits for its first use is loaded before anybody looks; and again and again. */
  async function again(everyMs: number, act: () => Promise<void>): Promise<void> {
    await act()
    for (await later(chance.around(everyMs)); !over.aborted; await later(chance.around(everyMs))) await act()
  }

  async function handle(page: Incident, system: number): Promise<void> {
    await later(chance.around(5 * minute))
    if (chance.happens(0.1)) return void (page.status !== 'resolved' && pagerduty.resolve(page.id))
    await later(chance.around(8 * minute))
    const { id } = slack.workspace.channel(channelOf(system))!
    const card = slack.workspace.messages.findLast(
      one => one.channel === id && one.thread === undefined && one.text.includes(page.title),
    )
    if (card && chance.happens(0.5)) await slack.click('Ana', card.ts, 'Acknowledge').catch(() => undefined)
    else if (page.status === 'triggered') pagerduty.acknowledge(page.id, ana)
    for (let notes = Math.floor(chance.next() * 4); notes > 0; notes--) {
      await later(chance.around(10 * minute))
      if (card && chance.happens(0.5))
        await slack.say('Ana', card.channel, '<@U0BELAY> note still at it', card.ts)
      else pagerduty.note(page.id, ana, `step ${notes}`)
    }
    await later(chance.around(20 * minute))
    if (page.status !== 'resolved') pagerduty.resolve(page.id, ana)
  }

  async function systemLife(system: number): Promise<void> {
    const channel = channelOf(system)
    const handled: Promise<void>[] = []
    const alerts = again(every.alert, async () => {
      const title = `alert ${lived.alerts++} is on`
      const priority = chance.pick(['P1', 'P2'])
      handled.push(handle(pagerduty.fire({ service: serviceOf(system), title, priority }), system))
    })
    const ask = async (question: string) => {
      lived.questions++
      await slack.slash(chance.pick(['Ana', 'Ben']), channel, question)
    }
    for (const question of questions) await ask(question)
    const asking = again(every.question, () => ask(chance.pick(questions)))
    const deploying = again(every.deploy, async () => {
      const version = createHash('sha1')
        .update(`${lived.deploys++}`)
        .digest('hex')
      await slack.slash('Ana', channel, `/deploy api ${version}`)
      await sleep(2_000)
      const { id } = slack.workspace.channel(channel)!
      const asked = slack.workspace.messages.findLast(
        one => one.channel === id && one.text.includes('waits for approval: deploy api'),
      )
      if (asked) await slack.click('Ben', asked.ts, 'Approve').catch(() => undefined)
    })
    await Promise.all([alerts, asking, deploying])
    await Promise.all(handled)
  }

  await Promise.all(Array.from({ length: systems }, (_, system) => systemLife(system)))
  return lived
}
