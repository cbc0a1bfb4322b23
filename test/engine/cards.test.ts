import { expect, test } from 'vitest'
import { cards } from '../../src/engine/jobs/cards.ts'
import { createPostOnce } from '../../src/engine/post-once.ts'
import { stageFor } from './stage.ts'

const stage = stageFor()

test('whoever speaks below a card speaks of its incident, though nothing else of it is shown yet', async () => {
  const on = await stage()
  await on.tells('triggered')
  const incident = await on.incident()
  const job = { kind: 'cards' as const, channel: incident.channel }
  await on.queue.order(on.system.system, [{ job, due: on.clock.now(), when: 'earlier' }])
  const [claim] = (await on.queue.claim(on.system.system, 1, 60_000, ['cards'])).claims
  const { chat, directory } = on.slack
  const perform = cards({ ...on, directory, postOnce: createPostOnce({ ...on, chat }), title: name => name })
  await perform({ system: on.system.system, job, claim: claim!, guard() {} })
  const [card] = on.slack.cards()
  expect((await on.incidents.byThread(card!.channel, card!.ts))?.id).toBe(incident.id)
})
