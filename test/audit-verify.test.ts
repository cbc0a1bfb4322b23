import { beforeEach, describe, expect, it } from 'vitest'
import { startRedis } from '../sandbox/redis.ts'
import { readLink } from '../src/store/audit.ts'
import { createStore } from '../src/store/store.ts'
import { inTerminal } from './bundled.ts'
import { aSave, inRedis, rigFor } from './contracts/rig.ts'

const streamOf = (system: string) => `belay:{${system}}:audit`
const stream = streamOf('learnbot')
const rig = rigFor(inRedis(startRedis))

async function written(system: string, at: number) {
  // To one that knew Redis before it was emptied, that would be a loss, which it writes down.
  const store = createStore(rig.redis, rig.clock)
  for (const what of ['open', 'approve', 'deploy'])
    await store.save(aSave(system, { audit: [{ at, by: 'slack:UANA', what }] }))
}

beforeEach(async () => {
  await rig.redis.flushall()
  await written('learnbot', rig.clock.now())
})

const audit = (...given: string[]) =>
  inTerminal('audit', given, { ...process.env, REDIS_URL: rig.url, BELAY_SYSTEMS: 'systems' })
const ids = async (of = stream) => (await rig.redis.xrange(of, '-', '+')).map(([id]) => id)
const head = async () => (await rig.redis.get('belay:{learnbot}:audit:head'))!

describe('Whoever wants to know whether the audit is as it was written', () => {
  it('is told of each system, and that a head that was noted is in it', async () => {
    const { code, said } = await audit('verify')
    expect([code, said.split('\n')]).toEqual([
      0,
      [
        'arbor-energy: empty',
        'flight-schedule-pro: empty',
        expect.stringMatching(/^learnbot: whole, 3 entries from 2\S+Z to 2\S+Z, head [0-9a-f]{40}$/),
        'travelbot: empty',
        'travellr: empty',
      ],
    ])
    expect(await audit('verify', 'learnbot', '--head', await head())).toMatchObject({
      code: 0,
      said: expect.stringContaining('holds the head that was noted'),
    })
  })

  it('is told where it was changed, and that its end is gone', async () => {
    const [, approve, deploy] = await ids()
    await rig.redis.xdel(stream, approve!)
    expect(await audit('verify', 'learnbot')).toEqual({
      code: 1,
      said: expect.stringMatching(`^learnbot: broken at ${deploy} .*: something before the entry is missing`),
    })
    await rig.redis.xdel(stream, deploy!)
    expect(await audit('verify', 'learnbot')).toMatchObject({
      code: 1,
      said: expect.stringContaining('what followed the entry is missing'),
    })
  })

  it('is told that a chain made anew does not hold what was noted outside', async () => {
    const noted = await head()
    await rig.redis.flushall()
    const answer = await audit('verify', 'learnbot', '--head', noted)
    expect(answer).toEqual({ code: 1, said: `learnbot: broken: it does not hold the head ${noted}` })
  })

  it('is told that its beginning is gone, and since when it is kept where that was due to go', async () => {
    const [open, approve] = await ids()
    await rig.redis.xdel(stream, open!)
    expect(await audit('verify', 'learnbot')).toEqual({
      code: 1,
      said: expect.stringMatching(
        `^learnbot: broken at ${approve} .*: what was before the entry is missing, and was not due to go`,
      ),
    })
    await written('travelbot', rig.clock.now() - 366 * 24 * 3_600_000)
    const old = streamOf('travelbot')
    const [, second] = await rig.redis.xrange(old, '-', '+')
    await rig.redis.xtrim(old, 'MINID', second![0])
    const { before } = readLink(second!)
    expect(await audit('verify', 'travelbot', '--head', before)).toMatchObject({
      code: 0,
      said: expect.stringMatching('whole as far as it is kept, 2 entries .* holds the head that was noted'),
    })
    expect(await audit('verify', 'travelbot', '--head', 'older')).toEqual({
      code: 1,
      said: expect.stringMatching('does not hold the head older, unless that was noted before 2'),
    })
  })

  it('is told how to ask', async () => {
    expect(await audit()).toEqual({ code: 2, said: expect.stringContaining('npm run audit -- verify') })
    expect(await audit('verify', 'nobody')).toEqual({
      code: 2,
      said: 'There is no system nobody; there are arbor-energy, flight-schedule-pro, learnbot, travelbot, travellr.',
    })
  })
})
