import { setTimeout as sleep } from 'node:timers/promises'
import { request } from 'undici'
import { readSystemFiles } from '../src/config/system-files.ts'
import { pagerdutyServices } from '../src/domain/routing.ts'
import type { System } from '../src/domain/system.ts'
import { startBelay } from './belay.ts'
import { type Child, startLimitedSlack } from './child.ts'
import type { Counts, LimitedSlack } from './limited-slack.ts'
import type { Measurement } from './measurement.ts'
import { pagerdutyWebhooks } from './pagerduty-webhooks.ts'
import { startDurableRedis } from './redis.ts'
import { inTurn } from './rounds.ts'
import { beginRuns } from './runs.ts'
import { median } from './statistics.ts'
import { compare, type Row } from './table.ts'

const deploysAtOnce = 200
/** So many of them come further at a time, and each once in five seconds. */
const [atATime, everyMs] = [10, 250]
/** So few of each system are told of one by one. */
const pagesOfEach = 2
const pageEveryMs = 1_300
/** A page that has not come by then never does. */
const limitMs = 15_000
const lookMs = 50
const atMost = { atMost: 1.5 }
const minute = 60_000

/** What one round found. */
interface Found {
  /** Milliseconds from a page's being sent by PagerDuty to its being in Slack, for each. */
  waits: number[]
  editsAMinute: number
  refused: number
}

/** Whether pages wait behind the messages of many deploys that are under way, and whether those keep within Slack's limits. */
export const deploys: Measurement = {
  name: 'deploys',
  needsRedisServer: true,
  async run(around) {
    const slack = await startLimitedSlack()
    const { systems } = await readSystemFiles('systems')
    const paged = systems.filter(({ pagerduty }) => pagerduty)
    const found = await inTurn(
      around,
      'pages',
      () => once(slack, paged, deploysAtOnce),
      () => once(slack, paged, 0),
    )
    await slack.stop()
    const waits = (of: (waits: number[]) => number) =>
      found.map(({ belay, peer }) => ({ belay: of(belay.waits), peer: of(peer.waits) }))
    const among = `amid ${deploysAtOnce} deploys, against none`
    return [
      edits(found.map(({ belay }) => belay)),
      compare(`Pages: median until in Slack ${among}`, waits(median), 'ms', atMost),
      compare(
        `Pages: the slowest until in Slack ${among}`,
        waits(all => Math.max(...all)),
        'ms',
      ),
    ]
  },
}

function edits(found: Found[]): Row {
  const a = Math.round(median(found.map(({ editsAMinute }) => editsAMinute)))
  const refused = found.reduce((sum, one) => sum + one.refused, 0)
  return {
    what: `Deploys: edits of ${deploysAtOnce} under way, and what Slack refuses of them`,
    belay: `${a} a minute, ${refused} refused`,
    peer: '',
    ratio: '',
    aim: 'none refused',
    met: refused === 0,
  }
}

async function once(slack: Child<LimitedSlack>, systems: System[], count: number): Promise<Found> {
  const redis = await startDurableRedis()
  const { slackUrl } = slack.said
  await slack.ask({ limits: false })
  const runs = await beginRuns({ redisUrl: redis.url, slackUrl }, systems, count)
  const belay = await startBelay(redis.url, slackUrl)
  const services = systems.map(({ pagerduty }) => pagerdutyServices({ pagerduty } as System)[0]!)

  // It is under way by then, and so is what it does first.
  await page(slack, belay.said.url, services[0]!)
  await slack.ask({ limits: true })
  const began = performance.now()
  let isOver = false
  const going = (async () => {
    for (; !isOver; await sleep(everyMs)) await runs.goOn(atATime)
  })()
  const waits: number[] = []
  for (let i = 0; i < pagesOfEach; i++)
    for (const service of services) {
      await sleep(pageEveryMs)
      waits.push(await page(slack, belay.said.url, service))
    }
  const { edits, refused } = await slack.ask<Counts>('counts')
  const minutes = (performance.now() - began) / minute
  isOver = true
  await going
  await belay.stop()
  runs.end()
  await redis.stop()
  return { waits, editsAMinute: edits / minutes, refused }
}

/** Has PagerDuty tell of a page; answers how long it takes until somebody is told of it in person. */
async function page(slack: Child<LimitedSlack>, url: string, service: string): Promise<number> {
  const [{ path, headers, body }] = pagerdutyWebhooks(1, service) as [ReturnType<typeof pagerdutyWebhooks>[0]]
  const { title } = JSON.parse(body).event.data as { title: string }
  const sentAt = Date.now()
  const { statusCode, body: answer } = await request(url + path, { method: 'POST', headers, body })
  await answer.dump()
  if (statusCode !== 202) throw new Error(`a page was answered ${statusCode}`)
  for (const until = sentAt + limitMs; Date.now() < until; await sleep(lookMs)) {
    const at = await slack.ask<number | null>({ told: title })
    if (at !== null) return at - sentAt
  }
  throw new Error(`nobody was told of a page within ${limitMs / 1_000} s`)
}
