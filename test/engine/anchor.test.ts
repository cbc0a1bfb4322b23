import { expect, test } from 'vitest'
import { ana, eventually, minutes, type Stage, stageFor } from './stage.ts'

const stage = stageFor()
const by = { via: 'slack', id: ana.id, name: ana.name } as const
const hour = 60 * minutes

/** A system that has the head of its audit told, and what was told. */
async function anchored() {
  const on = await stage()
  on.system.audit = { channel: '#audit' }
  const anchors = () => on.slack.posts.filter(({ mark }) => mark.startsWith('anchor/'))
  const head = () => on.store.auditHead(on.system.system)
  const written = async () => (await on.store.audit(on.system.system, 10)).entries.map(({ what }) => what)
  await on.tells('triggered')
  on.work()
  // That level 1 was told is the last that is written of it by itself.
  await eventually(async () => (await written()).includes('told'))
  await on.queue.order(on.system.system, [{ job: { kind: 'anchor' }, due: on.clock.now(), when: 'earlier' }])
  await eventually(() => anchors().length === 1)
  return { ...on, anchors, head }
}

/** The hour's look has been made, and the next is owed. */
const looked = ({ redis, system }: Stage, after: number) =>
  eventually(async () => Number(await redis.zscore(`belay:{${system.system}}:due:anchor`, 'anchor')) > after)

test('the head of the audit is told every hour in which something was added, and with it how to compare', async () => {
  const on = await anchored()
  const { anchors, head, clock, incidents, incident, system } = on
  const first = await head()
  expect(anchors()[0]!.message.text).toBe(`Audit of LearnBot: ${first}`)
  expect(JSON.stringify(anchors()[0]!.message.blocks)).toContain(
    `npm run audit -- verify ${system.system} --head ${first}`,
  )
  expect(anchors()[0]!.channel).toBe(await on.slack.directory.channel('#audit'))

  await looked(on, clock.now())
  await incidents.apply(await incident(), { type: 'resolve', by }, 'over')
  const second = await head()
  expect(second).not.toBe(first)
  await clock.advance(hour)
  await eventually(() => anchors().length === 2)
  expect(anchors()[1]!.message.text).toContain(second)

  for (const _ of [1, 2]) {
    await looked(on, clock.now())
    await clock.advance(hour)
  }
  await looked(on, clock.now())
  expect(anchors()).toHaveLength(2)
})

test('a channel that does not take it is told of, and the next hour is owed all the same', async () => {
  const on = await anchored()
  const { anchors, clock, incidents, incident, slack } = on
  await looked(on, clock.now())
  await incidents.apply(await incident(), { type: 'resolve', by }, 'over')
  slack.directory.channel = async () => undefined
  await clock.advance(hour)
  await looked(on, clock.now())
  expect(anchors()).toHaveLength(1)
})
