import { eventually, minutes, type Stage, story } from './stage.ts'

async function acknowledged(stage: Stage) {
  const { fire, pagerduty, world, later } = stage
  const page = fire()
  const thread = stage.threadOf(await stage.card(page.title))
  await thread.shows('Level 1 told: Ana')
  await later(minutes)
  pagerduty.acknowledge(page.id, world.pagerdutyUser('ana'))
  await stage.channel().shows('P1 acknowledged')
  await stage.delivered()
  await later(minutes)
  return { page, thread }
}

story('resolved and reopened in PagerDuty, told in the wrong order: it pages here, too', async stage => {
  const { ana, pagerduty, world, later } = stage
  const { page, thread } = await acknowledged(stage)
  pagerduty.webhooks.manner('held')
  pagerduty.resolve(page.id)
  await later(5_000)
  pagerduty.reopen(page.id, world.pagerdutyUser('ben'))
  pagerduty.webhooks.release('reversed')
  await stage.channel().shows('P1 triggered', 'nobody has it yet')
  await thread.shows('gave it back: nobody has it now', 'Level 1 told: Ana')
  await ana.direct.showsTimes(1, 'You are on level 1')
})

story('resolved in PagerDuty, which nobody hears of, and reopened: it pages here, too', async stage => {
  const { pagerduty, world, later } = stage
  const { page } = await acknowledged(stage)
  pagerduty.webhooks.manner('lost')
  pagerduty.resolve(page.id)
  await later(5_000)
  pagerduty.webhooks.manner('as-is')
  pagerduty.reopen(page.id, world.pagerdutyUser('ben'))
  await stage.channel().shows('P1 triggered', 'nobody has it yet')
})

story('reopened and taken in PagerDuty, told in the wrong order: it is open, and taken', async stage => {
  const { fire, pagerduty, world, later } = stage
  const page = fire()
  const thread = stage.threadOf(await stage.card(page.title))
  await thread.shows('Level 1 told: Ana')
  await later(minutes)
  pagerduty.resolve(page.id)
  await stage.channel().shows('P1 resolved')
  await stage.delivered()
  await later(minutes)
  pagerduty.webhooks.manner('held')
  pagerduty.reopen(page.id, world.pagerdutyUser('ben'))
  await later(5_000)
  pagerduty.acknowledge(page.id, world.pagerdutyUser('ben'))
  pagerduty.webhooks.release('reversed')
  await stage.channel().shows('P1 acknowledged', 'Ben has it since')
  await thread.shows('PagerDuty reopened it', 'Ben acknowledged in PagerDuty')
})

story(
  'the page of a merged incident is opened again when the other is over: it is an incident of its own',
  async stage => {
    const { ana, ben, fire, pagerduty, world, later } = stage
    const first = fire('5xx rate above 10 %')
    const one = await stage.card(first.title)
    const second = fire('the pool is empty')
    const two = await stage.card(second.title)
    await stage.threadOf(two).shows('Level 1 told: Ana')
    await ana.says('@Belay merge INC-2 INC-1', two)
    await eventually(() => second.status === 'resolved')
    await ana.says('@Belay resolve', one)
    await eventually(() => first.status === 'resolved')
    await stage.delivered()
    await later(60 * minutes)
    pagerduty.reopen(second.id, world.pagerdutyUser('ben'))
    await stage.channel().shows('P1 triggered · LearnBot production · INC-3', 'the pool is empty')
    await ben.types('/incident ack INC-3')
    await eventually(() => second.status === 'acknowledged')
  },
)

story(
  'an alert whose key names an incident that has a page of its own is an incident of its own',
  async stage => {
    const { fire } = stage
    const first = fire('5xx rate above 10 %')
    const one = await stage.card(first.title)
    await stage.threadOf(one).shows('Level 1 told: Ana')
    const id = /[0-9a-f]{16}/.exec(JSON.stringify(one))![0]
    fire('the database is on fire', { key: `belay/${id}/1` })
    await stage.channel().shows('P1 triggered · LearnBot production', 'the database is on fire')
  },
)
