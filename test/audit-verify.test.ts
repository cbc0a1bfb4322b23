import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeEach, describe, expect, it } from 'vitest'
import { startRedis } from '../sandbox/redis.ts'
import { createStore } from '../src/store/store.ts'
import { bundled } from './bundled.ts'
import { aSave, inRedis, rigFor } from './contracts/rig.ts'

const stream = 'belay:{learnbot}:audit'
const rig = rigFor(inRedis(startRedis))

beforeEach(async () => {
  const { redis, clock } = rig
  await redis.flushall()
  // To one that knew Redis before, that would be a loss, which it writes down.
  const store = createStore(redis, clock)
  for (const what of ['open', 'approve', 'deploy'])
    await store.save(aSave('learnbot', { audit: [{ at: clock.now(), by: 'slack:UANA', what }] }))
})

/** What `npm run audit` says, and what it ends with. */
const audit = (...given: string[]) =>
  promisify(execFile)(process.execPath, [bundled('audit'), ...given], {
    env: { ...process.env, REDIS_URL: rig.url, BELAY_SYSTEMS: 'systems' },
  }).then(
    ({ stdout }) => ({ code: 0, said: stdout.trim() }),
    ({ code, stderr }) => ({ code, said: stderr.trim() }),
  )
const ids = async () => (await rig.redis.xrange(stream, '-', '+')).map(([id]) => id)
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

  it('is told since when it is kept, where the beginning is no longer', async () => {
    const [open] = await ids()
    await rig.redis.xdel(stream, open!)
    expect(await audit('verify', 'learnbot')).toMatchObject({
      code: 0,
      said: expect.stringContaining('whole as far as it is kept, 2 entries'),
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
