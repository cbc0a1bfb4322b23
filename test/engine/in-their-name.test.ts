import { expect, test } from 'vitest'
import { OutsideError } from '../../src/domain/errors.ts'
import type { Pager } from '../../src/ports/pager.ts'
import { refused } from './fake-slack.ts'
import { ana, aPage, eventually, type Stage, stageFor } from './stage.ts'

/** In whose name PagerDuty was asked to acknowledge; and whom it has removed. */
let asked: (string | undefined)[] = []
let removed: string | undefined
const pager = {
  knows: async () => true,
  acknowledge: async (id, from) => {
    asked.push(from)
    if (from !== undefined && from === removed) throw refused('Requester User Not Found', 'pagerduty')
    return aPage(Date.now(), { id, status: 'acknowledged' })
  },
} as Partial<Pager> as Pager

const stage = stageFor(pager)
const by = { via: 'slack', id: ana.id, name: ana.name } as const

/** Ana acknowledges in Slack what PagerDuty pages for; resolves when PagerDuty is known to hold that. */
async function acknowledged(on: Stage): Promise<void> {
  asked = []
  await on.tells('triggered')
  await on.incidents.apply(await on.incident(), { type: 'acknowledge', by }, 'ack')
  on.work()
  await eventually(async () => (await on.incident()).pagerduty?.seen.status === 'acknowledged')
}

test('PagerDuty has removed whoever acknowledges: it is told in Belay’s own name, and pages nobody else', async () => {
  removed = ana.email
  await acknowledged(await stage())
  expect(asked).toEqual([ana.email, undefined])
})

test('Slack does not say who acknowledges: PagerDuty is told all the same', async () => {
  for (const fault of ['away', 'limited', 'refused'] as const) {
    const on = await stage()
    on.slack.directory.member = async () => {
      throw new OutsideError(`Slack: ${fault}`, { service: 'slack', fault, effect: 'none' })
    }
    await acknowledged(on)
    expect(asked).toEqual([undefined])
  }
})
