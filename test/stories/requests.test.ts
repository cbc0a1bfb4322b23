import { expect, story } from './stage.ts'

const scrape = 'https://api.learnbot.example.com/admin/scrape/trigger'

story('a job is started at the admin’s address: once, with a token that nobody sees', async stage => {
  const { ana, world } = stage
  await ana.types('/belay request')
  await ana.alone.shows('Requests of LearnBot, production', 'scrape', `POST ${scrape}`, '[scrape]')
  world.endpoints.set(scrape, { is: 'ok', body: { started: true, token: 'abc123def456' } })
  await ana.types('/belay request scrape')
  const done = await stage.channel().message('done: request scrape of LearnBot, production', '200 in')
  expect(done.plain).toContain('"started":true')
  expect(done.plain).toContain('[secret]')
  expect(world.endpoints.sent).toMatchObject([
    { method: 'POST', headers: { authorization: 'Bearer sandbox' }, body: '' },
  ])

  await ana.types('/belay request scrap')
  await ana.alone.shows('LearnBot production has no request "scrap". Did you mean scrape?', '[scrape]')
  await ana.types('/belay request scrape now')
  await ana.alone.shows('scrape takes nothing besides.')
})

story('an answer that is lost: it is not sent again, and somebody is asked', async stage => {
  const { ana, world } = stage
  world.endpoints.set(scrape, { is: 'lost' })
  await ana.types('/belay request scrape')
  await stage.later(60_000)
  const doubt = await stage.channel().message('in doubt: request scrape of LearnBot, production')
  expect(doubt.plain).toContain('was about to be made, and its answer was lost')
  expect(world.endpoints.sent).toHaveLength(1)
})
