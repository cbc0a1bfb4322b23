import { createHash } from 'node:crypto'
import { expect, type TestContext, test } from 'vitest'
import { eventually } from '../eventually.ts'
import { lacksRedisServer } from '../lacks.ts'
import { personOf } from './person.ts'
import { placeOf } from './place.ts'
import { channel, cluster, family, openShop } from './shop.ts'

/** Longer than a killed process's lease, and than a call that was lost may still have its effect. */
const patienceMs = 120_000
/** So many side by side, since most of the time is waiting. */
const worlds = 3
const doesSomething = /^ecs:(?:Register|Update)/

test
  .skipIf(lacksRedisServer('kills in the midst of a run'))
  .concurrent(
    'a process is killed at every call that a deploy makes to AWS, before the call arrives or before its answer does: another goes on, and everything is done once',
    { timeout: 400_000 },
    async ({ onTestFinished }) => {
      const first = await shop(onTestFinished)
      const moments = momentsIn(await first.deploys())
      const changes = ['ecs:RegisterTaskDefinition', 'ecs:UpdateService']
      expect(moments.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['ecs:DescribeServices', ...changes]),
      )
      const shops = [
        first,
        ...(await Promise.all(Array.from({ length: worlds - 1 }, () => shop(onTestFinished)))),
      ]
      await Promise.all(
        shops.map(async ({ deploys }) => {
          for (let next = moments.pop(); next; next = moments.pop()) await deploys(next)
        }),
      )
    },
  )

/** At a call of this name, after so many others of it: it does not arrive, or its answer does not. */
interface Moment {
  name: string
  after: number
  fault: 'hanging' | 'mute'
}

/** Each call, the same again and again once; both ends of those that do something. */
function momentsIn(names: string[]): Moment[] {
  return names.flatMap((name, i): Moment[] => {
    if (name === names[i - 1]) return []
    const after = names.slice(0, i).filter(other => other === name).length
    const faults = doesSomething.test(name) ? (['hanging', 'mute'] as const) : (['hanging'] as const)
    return faults.map(fault => ({ name, after, fault }))
  })
}

/** A shop where things are deployed. */
async function shop(atEnd: TestContext['onTestFinished']) {
  const { world, start: begin } = await openShop(atEnd)
  const { aws, slack } = world
  const [ana, ben] = [personOf(slack, 'Ana'), personOf(slack, 'Ben')]
  const place = placeOf(() => slack.messages(channel))
  const start = async () => {
    const belay = await begin()
    world.reach(belay.port)
    return belay
  }
  const shows = (...parts: string[]) =>
    eventually(
      () => place.messages().find(({ plain }) => parts.every(part => plain.includes(part))),
      patienceMs,
    )
  let process = await start()
  let deployed = 0
  // What a process needs for ECS it has loaded by then.
  while (!ana.alone.text().includes('1 of 1 running')) {
    await ana.types('/belay tasks api', channel)
    await eventually(() => ana.alone.text().includes('1 of 1 running'), 10_000).catch(() => {})
  }

  return {
    /** Deploys a version; the process is killed at a moment of that. Answers what AWS was asked to from the yes on. */
    async deploys(moment?: Moment): Promise<string[]> {
      const label = Object.values(moment ?? {}).join(' ')
      deployed += 1
      const version = createHash('sha1').update(`${deployed}`).digest('hex')
      const short = version.slice(0, 7)
      aws.ecr.push(family, version, Date.now())
      await ana.types(`/deploy api ${version}`, channel)
      const asked = await shows('waits for approval: deploy api', short)
      const from = aws.asked.length
      const since = () => aws.asked.slice(from).map(({ name }) => name)
      if (moment) aws.fault(moment.name, moment.fault, moment)
      await ben.clicks('Approve', asked)
      let stuck: number | undefined
      if (moment) {
        const met = () => since().flatMap((name, i) => (name === moment.name ? [i] : []))
        await eventually(() => met().length > moment.after, patienceMs)
        stuck = met()[moment.after]
        await process.kill()
        aws.mend()
        process = await start()
      }
      await shows('done: deploy api', short)
      const lost = moment?.fault === 'hanging' ? stuck : undefined
      const done = since().filter((name, i) => doesSomething.test(name) && i !== lost)
      expect([label, done]).toEqual([label, ['ecs:RegisterTaskDefinition', 'ecs:UpdateService']])
      expect(aws.ecs.get(cluster, family)?.taskDefinition).toMatch(new RegExp(`:${41 + deployed}$`))
      // Each has one message, and nothing else stands there.
      expect([label, place.messages().length]).toEqual([label, deployed])
      return since()
    },
  }
}
