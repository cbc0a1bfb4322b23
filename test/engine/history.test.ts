import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import type { Link } from '../../src/store/audit.ts'
import { readLink, verifyAudit } from '../../src/store/audit.ts'
import { lacksRedisServer } from '../lacks.ts'
import { startMortal } from '../store/mortal.ts'
import { eventually, minutes, story } from '../stories/stage.ts'

const lost = "Belay's memory (Redis) has lost"

async function auditOf(url: string): Promise<(Link & { what: string })[]> {
  const redis = new Redis(url)
  const links = (await redis.xrange('belay:{learnbot}:audit', '-', '+')).map(readLink)
  redis.disconnect()
  return links.map(link => ({ ...link, what: (JSON.parse(link.entry) as { what: string }).what }))
}

if (lacksRedisServer('a Redis that loses what it had saved')) test.skip('Redis loses what it had saved')
else {
  const cut = await startMortal()
  story(
    'Redis loses its last second: it is noticed and told once, PagerDuty has the rest, and no card stands for another incident',
    async stage => {
      const { ana, ben, fire, channel, threadOf, world, slack, asked } = stage
      await world.belay()
      fire('p99 latency above 3 s')
      const first = await stage.card('p99 latency above 3 s')
      await threadOf(first).shows('Level 1 told: Ana')
      await ana.direct.shows('P1 triggered')
      const then = await cut.written()

      // What will be lost: an acknowledgement, a page, a declaration that PagerDuty knows of, and one that it does not.
      await ana.clicks('Acknowledge', first)
      await channel().shows('🟠 P1 acknowledged')
      await eventually(() => asked(/"status":"acknowledged"/)[0])
      fire('5xx rate above 10 %')
      const second = await stage.card('5xx rate above 10 %')
      await threadOf(second).shows('Level 1 told: Ana')
      await ana.types('/incident declare "checkout is slow" --severity P1')
      const third = await stage.card('checkout is slow')
      await eventually(() => asked(/POST .*checkout is slow/)[0])
      await threadOf(third).shows('Level 1 told: Ana')
      await ana.types('/incident declare "a typo in the footer" --severity P4')
      const forgotten = await stage.card('a typo in the footer')
      await threadOf(forgotten).shows('Level 1 told: Ana')
      await stage.delivered()
      const number = Number(/INC-(\d+)/.exec(forgotten.plain)![1])

      await cut.failWith(then)
      await channel().shows(lost, 'A change that was to be taken back by itself may not be')
      // The acknowledgement, the page and the declaration come back, each on the card it had.
      const message = (ts: string) => slack.messages(first.channel).find(message => message.ts === ts)!.plain
      await eventually(() => message(first.ts).includes('P1 acknowledged'))
      await eventually(() => message(second.ts).includes('P1 triggered'))
      await threadOf(second).showsTimes(2, 'Level 1 told: Ana')
      await threadOf(third).showsTimes(2, 'Level 1 told: Ana')
      for (const title of [
        'p99 latency above 3 s',
        '5xx rate above 10 %',
        'checkout is slow',
        'a typo in the footer',
      ])
        expect([
          title,
          channel()
            .messages()
            .filter(({ plain }) => plain.includes(title)).length,
        ]).toEqual([title, 1])
      expect(ana.direct.count('5xx rate above 10 %')).toBe(1)

      // What nobody else knew is gone. Its card does nothing, whatever got its number.
      await ben.types('/incident declare "something else" --severity P4')
      const other = await stage.card('something else')
      expect(Number(/INC-(\d+)/.exec(other.plain)![1])).toBeGreaterThan(number)
      await ana.clicks('Acknowledge', forgotten)
      await ana.alone.shows('That incident is not known any more')
      await stage.looked()
      expect(message(other.ts)).toContain('P4 triggered')

      expect(channel().count(lost)).toBe(1)
      const audit = await auditOf(cut.url)
      expect(audit.filter(({ what }) => what === 'epoch')).toHaveLength(1)
      expect(verifyAudit(audit)).toMatchObject({ ok: true })
    },
    { redisAt: cut },
  )

  const emptied = await startMortal()
  story(
    'Redis comes back empty: Belay goes on, and what PagerDuty has open is open again on its card',
    async stage => {
      const { ana, fire, channel, threadOf, slack, pagerduty, world } = stage
      const page = fire('p99 latency above 3 s')
      const card = await stage.card('p99 latency above 3 s')
      await ana.clicks('Acknowledge', card)
      await threadOf(card).shows('Ana acknowledged')
      await eventually(() => stage.asked(/"status":"acknowledged"/)[0])

      pagerduty.webhooks.manner('held')
      await emptied.failWith(0)
      await channel().shows(lost)
      const shown = () => slack.messages(card.channel).find(({ ts }) => ts === card.ts)!.plain
      await threadOf(card).showsTimes(2, 'opened it')
      await eventually(() => shown().includes('P1 acknowledged'))
      expect(
        channel()
          .messages()
          .filter(({ plain }) => plain.includes('p99 latency')),
      ).toHaveLength(1)

      // The minute's look at PagerDuty goes on, and so does everything else.
      pagerduty.resolve(page.id, world.pagerdutyUser('ben'))
      await stage.looked()
      await eventually(() => shown().includes('P1 resolved'))
      pagerduty.webhooks.manner('as-is')
      fire('5xx rate above 10 %')
      await stage.card('5xx rate above 10 %')
      await stage.later(15 * minutes)
      await stage.ben.direct.shows('5xx rate above 10 %')
    },
    { redisAt: emptied },
  )
}
