import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { expect, type TestContext, test } from 'vitest'
import { listen } from '../../sandbox/listen.ts'
import { eventually } from '../eventually.ts'
import { lacksRedisServer } from '../lacks.ts'
import { personOf } from './person.ts'
import { placeOf } from './place.ts'
import type { Process } from './process.ts'
import { channel, openShop } from './shop.ts'

/** Only what hangs reaches it. */
const limitMs = 200_000
const version = 'a'.repeat(40)

test
  .skipIf(lacksRedisServer('two processes that are told the same'))
  .concurrent(
    'two say yes at once, and each delivery of Slack reaches two processes, and one that has begun since: it is deployed once, and each is told what came of it',
    { timeout: limitMs },
    async ({ onTestFinished }) => {
      const { world, people, place, again } = await twiceTold(onTestFinished)
      const [ana, ben, cara] = people
      const { aws } = world
      const changes = () =>
        aws.asked.map(({ name }) => name).filter(name => /^ecs:(?:Register|Update)/.test(name))

      aws.ecr.push('api', version, Date.now())
      await ana.types(`/deploy api ${version}`, channel)
      const asked = await place.message('waits for approval: deploy api')
      await Promise.all([ben, cara, ana].map(person => person.clicks('Approve', asked)))
      await place.message('done: deploy api')
      const taken = () => [ben, cara].filter(({ alone }) => alone.count('✓ Approved, and it begins') > 0)
      await eventually(() => [ben, cara].every(({ alone }) => alone.messages().length > 0))
      expect(taken()).toHaveLength(1)
      await ana.alone.shows("Your own change needs somebody else's yes.")
      expect(changes()).toEqual(['ecs:RegisterTaskDefinition', 'ecs:UpdateService'])

      // The one that has begun since has seen none of it.
      expect(new Set(await again())).toEqual(new Set([200]))
      await ana.types('/belay runs', channel)
      await ana.alone.shows('deploy api')
      expect(changes()).toHaveLength(2)
      expect(taken()).toHaveLength(1)
      expect(place.messages()).toHaveLength(1)
    },
  )

/** A delivery of Slack's, as it came. */
interface Came {
  path: string
  headers: Record<string, string>
  body: Buffer
}

/** A world whose Slack tells two processes all that it says, at once; `again` tells it all to one that has just begun, and from then on only that one. */
async function twiceTold(atEnd: TestContext['onTestFinished']) {
  const { world, start } = await openShop(atEnd, ['@leads', '@shop-cto'])
  const { slack } = world
  const both = await Promise.all([start(), start()])
  const came: Came[] = []
  const send = ({ port }: Process, { path, headers, body }: Came) =>
    fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body: new Uint8Array(body) })
  const door = await listen(
    createServer(async (req, res) => {
      const headers = Object.entries(req.headers).filter(([name]) =>
        /^(?:content-type|x-slack-.+)$/.test(name),
      )
      const one = {
        path: req.url!,
        headers: Object.fromEntries(headers) as Came['headers'],
        body: await buffer(req),
      }
      // Each is the first for every other delivery.
      if (came.push(one) % 2 === 0) both.reverse()
      const [first] = await Promise.all(both.map(process => send(process, one)))
      res.writeHead(first!.status, { 'content-type': first!.headers.get('content-type') ?? 'text/plain' })
      res.end(await first!.text())
    }),
  )
  atEnd(door.close)
  world.reach(Number(new URL(door.url).port))
  const [ana, ben, cara] = [personOf(slack, 'Ana'), personOf(slack, 'Ben'), personOf(slack, 'Cara')]
  return {
    world,
    people: [ana, ben, cara] as const,
    place: placeOf(() => slack.messages(channel)),
    async again(): Promise<number[]> {
      const fresh = await start()
      world.reach(fresh.port)
      return Promise.all(came.map(async one => (await send(fresh, one)).status))
    },
  }
}
