import { expect } from 'vitest'
import type { SeenMessage } from '../../sandbox/slack/reading/seen.ts'
import type { World } from '../../sandbox/world.ts'
import { eventually } from '../eventually.ts'
import { channelOf, serviceOf } from './cast-of-many.ts'
import { personOf } from './person.ts'
import { type Place, placeOf } from './place.ts'

/** Longer than a killed process's lease, what Slack may still show after it, and the limits of Slack's channels. */
export const patienceMs = 120_000

/** Alerts, what Ana does about them, and what is to be seen in the end. */
export function alertsIn({ slack, pagerduty }: World, channels: number) {
  const ana = personOf(slack, 'Ana')
  const titleOf = (i: number) => `alert ${String(i).padStart(2, '0')} is on`
  const channel = (i: number): Place => placeOf(() => slack.messages(channelOf(i % channels)))
  const cardsOf = (i: number) =>
    channel(i)
      .messages()
      .filter(({ plain }) => plain.includes(titleOf(i)))
  const threadOf = (card: SeenMessage): Place => placeOf(() => slack.thread(card.channel, card.ts))
  const pageOf = (i: number) => pagerduty.incidents.find(({ title }) => title === titleOf(i))!
  const acknowledgedIn = (i: number) => pageOf(i).status === 'acknowledged'

  return {
    acknowledgedIn,
    /** How often something was done, or asked for, outside. */
    calls: () =>
      slack.calls.filter(({ method }) => method.startsWith('chat.')).length + pagerduty.received.length,
    cards: () => Array.from({ length: channels }, (_, i) => channel(i).messages()).flat(),
    fire: (i: number) =>
      pagerduty.fire({ service: serviceOf(i % channels), title: titleOf(i), priority: 'P1' }),

    /** Ana clicks, and clicks again when Slack says that it failed, or when nothing has happened. */
    async acknowledge(i: number): Promise<void> {
      const card = await eventually(() => cardsOf(i)[0])
      const isHers = () => cardsOf(i)[0]?.plain.includes('Ana has it')
      while (!isHers()) {
        const clicked = await ana.clicks('Acknowledge', card)
        if (clicked.ok) await eventually(isHers, 8_000).catch(() => undefined)
      }
    },

    /** Every alert has one incident with one card, its thread in order, and whoever was to be told was told once. */
    async isTold(alerts: number, acknowledged: number): Promise<void> {
      const all = Array.from({ length: alerts }, (_, i) => i)
      await eventually(() => all.slice(0, acknowledged).every(acknowledgedIn), patienceMs)
      for (const i of all) {
        const card = await eventually(() => cardsOf(i)[0], patienceMs)
        const steps = ['opened it as P1', 'Level 1 called', 'Level 1 told: Ana']
        const thread = threadOf(card)
        await thread.shows(...steps.slice(0, 2))
        if (acknowledgedIn(i)) await thread.shows('opened it as P1', 'Ana acknowledged in Slack')
        else {
          await thread.shows(...steps)
          await ana.direct.message(titleOf(i), '[Acknowledge]')
          await thread.shows('level 1: nobody has it yet.')
        }
      }
      await pagerduty.webhooks.idle()

      const numbers = all.map(i => {
        const [card, ...copies] = cardsOf(i)
        const thread = threadOf(card!)
        const told = ana.direct.messages().filter(({ plain }) => plain.includes(titleOf(i)))
        const often = (said: string) => thread.count(said)
        const isHers = acknowledgedIn(i)
        expect([i, copies, often('opened it as P1'), often('Level 1 called')]).toEqual([i, [], 1, 1])
        expect([i, often('acknowledged in Slack')]).toEqual([i, isHers ? 1 : 0])
        // Whoever was quicker than the page was not paged.
        const pings = often('nobody has it yet.') + often('No longer calling')
        for (const count of [often('Level 1 told: Ana'), pings, told.length])
          expect([i, count]).toEqual([i, isHers ? Math.min(count, 1) : 1])
        return /INC-(\d+)/.exec(card!.plain)?.[1]
      })
      expect(new Set(numbers).size).toBe(alerts)
      expect(this.cards()).toHaveLength(alerts)

      const asked = pagerduty.received.filter(
        ({ method, body }) => method === 'PUT' && JSON.stringify(body).includes('"acknowledged"'),
      )
      expect(asked.map(({ path }) => path).sort()).toEqual(
        all
          .filter(acknowledgedIn)
          .map(i => `/incidents/${pageOf(i).id}`)
          .sort(),
      )
      expect(pagerduty.incidents).toHaveLength(alerts)
    },
  }
}
