import { pino } from 'pino'
import { taskMs } from '../../sandbox/aws/ecs/settled.ts'
import { takes } from '../../sandbox/aws/rds/world.ts'
import { rotationMs } from '../../sandbox/aws/secrets.ts'
import { eventually, expect, type Stage, story } from './stage.ts'

const arbor = '#arbor-alerts'
const flight = '#flight-alerts'
const password = 'arbor/production/db'
const weather = 'flight-schedule-pro/openweathermap-key'
const changesOf = ({ world }: Stage) =>
  world.aws.asked
    .filter(({ action }) => /^(?:Put|Update|Modify|Rotate)/.test(action))
    .map(({ action }) => action)
const inDatabase = ({ world }: Stage) => world.aws.rds.get('arbor-production-db')?.masterPassword
const inSecret = ({ world }: Stage) => JSON.parse(world.aws.secrets.get(password)!) as Record<string, string>

/** All that Slack was ever given to show, and what is read of it. */
const shown = ({ slack, world }: Stage, channel: string) =>
  JSON.stringify([
    slack.messages(channel),
    ...['Ana', 'Ben', 'Cara'].flatMap(name => [slack.ephemerals(name), slack.dms(name), slack.views(name)]),
    world.slack.messages('#arbor-alerts'),
  ])

story('secrets: how old each is, what is too old, and what is next; never what they are', async stage => {
  const { ana } = stage
  await ana.types('/belay secrets', flight)
  await ana.alone.shows(
    '🟠 3 secrets of Flight Schedule Pro production, 1 too old',
    'openweathermap-key',
    '200 days',
    'a person',
    'db-password',
    '20 days',
    'the database postgres, weather-monitor',
    '[Give openweathermap-key] [Give database-url] [Again]',
  )
  expect(shown(stage, flight)).not.toContain('sandbox-openweathermap-key')
  await ana.types('/belay secrets', '#alerts')
  await ana.alone.shows('TravelBot production names no secrets in its system file')
  stage.world.aws.fault('secretsmanager:DescribeSecret', 'denied')
  await ana.types('/belay secrets', flight)
  await ana.alone.shows('AWS refused secretsmanager:DescribeSecret on flight-schedule-pro', 'Policy to add')
})

story(
  'a password is made, given to its database and its secret, and read anew by its service',
  async stage => {
    const { ana, ben } = stage
    const before = inSecret(stage)
    await ana.types('/belay secret rotate', arbor)
    const asked = await stage.channel(arbor).message('waits for approval: rotate db of production')
    expect(asked.plain).toContain('→ a new value of 44 characters')
    for (const call of [
      'secretsmanager:PutSecretValue arbor/production/db, a random value, as a pending version',
      'rds:ModifyDBInstance MasterUserPassword arbor-production-db, that value as the password of arbor_user',
      'secretsmanager:UpdateSecretVersionStage arbor/production/db, that version is current',
      'ecs:UpdateService forceNewDeployment arbor-production-backend',
      'that service cannot open another connection',
    ])
      expect(asked.plain).toContain(call)
    expect(changesOf(stage)).toEqual([])

    await ben.clicks('Approve', asked)
    await stage.channel(arbor).message('under way: rotate db', 'it is resetting-master-credentials')
    expect(inSecret(stage)).toEqual(before)
    await stage.later(takes.password + 15_000)
    await stage
      .channel(arbor)
      .message('under way: rotate db', '3 of 5 steps done', 'has started a deployment')
    await stage.later(2 * taskMs)
    const done = await stage.channel(arbor).message('done: rotate db of production', '5 of 5 steps done')
    expect(changesOf(stage)).toEqual([
      'PutSecretValue',
      'ModifyDBInstance',
      'UpdateSecretVersionStage',
      'UpdateService',
    ])
    const after = inSecret(stage)
    expect(after).toEqual({ username: 'arbor_user', password: expect.stringMatching(/^[\w-]{44}$/) })
    expect(inDatabase(stage)).toBe(after.password)
    expect(stage.world.aws.secrets.stages(password)).toEqual([['AWSPREVIOUS'], ['AWSPENDING', 'AWSCURRENT']])
    expect(shown(stage, arbor) + JSON.stringify(done)).not.toContain(after.password)

    await ana.types('/belay secrets', arbor)
    await ana.alone.shows('🟢 1 secret of Arbor Energy production, none too old')
  },
)

story('Belay is away between two steps, and the answer of one is lost: each is made once', async stage => {
  const { ana, ben, world } = stage
  await ana.types('/belay secret rotate db', arbor)
  const asked = await stage.channel(arbor).message('waits for approval: rotate db')
  world.aws.fault('secretsmanager:PutSecretValue', 'lost')
  await ben.clicks('Approve', asked)
  await stage.channel(arbor).message('under way: rotate db', 'it is resetting-master-credentials')
  await world.restart()
  await stage.later(takes.password + 15_000)
  await stage.channel(arbor).message('under way: rotate db', '3 of 5 steps done', 'has started a deployment')
  await world.restart()
  await stage.later(2 * taskMs)
  await stage.channel(arbor).message('done: rotate db of production')
  expect(changesOf(stage)).toEqual([
    'PutSecretValue',
    'ModifyDBInstance',
    'UpdateSecretVersionStage',
    'UpdateService',
  ])
  expect(inDatabase(stage)).toBe(inSecret(stage).password)
})

story('what somebody has changed since is not overwritten', async stage => {
  const { ana, ben, world } = stage
  await ana.types('/belay secret rotate db', arbor)
  const asked = await stage.channel(arbor).message('waits for approval: rotate db')
  world.aws.secrets.set(password, '{"username":"arbor_user","password":"by-hand"}')
  await ben.clicks('Approve', asked)
  await stage.channel(arbor).message('not begun: rotate db of production')
  expect(changesOf(stage)).toEqual([])
  expect(inSecret(stage).password).toBe('by-hand')
})

story('a secret is refused where the system file does not fit it', async stage => {
  const { ana, world } = stage
  const refused = async (says: string, value = '{"username":"arbor_user","password":"x"}') => {
    world.aws.secrets.set(password, value)
    await ana.types('/belay secret rotate db', arbor)
    await ana.alone.shows(says)
  }
  await refused('arbor/production/db is no JSON object', 'just a text')
  await refused(
    'db is the password of reader, and RDS changes that of arbor_user only',
    '{"username":"reader"}',
  )
  world.aws.rds.set({ id: 'arbor-production-db', keepsPassword: true })
  await refused('RDS itself keeps the password of arbor-production-db in a secret of its own')
  world.aws.rds.set({ id: 'arbor-production-db', keepsPassword: false })
  world.aws.secrets.set(password, '{"username":"arbor_user"}', { deletedAt: Date.now() })
  await ana.types('/belay secret rotate db', arbor)
  await ana.alone.shows('arbor/production/db is being deleted')
  await ana.types('/belay secret put db', arbor)
  await ana.alone.shows(
    'db is the password of postgres, which has to be changed there as well',
    '[Rotate db]',
  )
  await ana.types('/belay secret rotate nothing', arbor)
  await ana.alone.shows('Behind secret rotate stands something that Belay does not know', '[Without it]')
  expect(changesOf(stage)).toEqual([])
})

story('a database takes the password that its secret holds already, which nobody sees', async stage => {
  const { ana, ben, world } = stage
  const held = 'what-somebody-has-put-there'
  world.aws.secrets.set(password, JSON.stringify({ username: 'arbor_user', password: held }))
  expect(inDatabase(stage)).not.toBe(held)
  await ana.types('/belay secret tell', arbor)
  const asked = await stage.channel(arbor).message('waits for approval: tell postgres what is in db')
  expect(asked.plain).toContain('rds:ModifyDBInstance MasterUserPassword arbor-production-db')
  expect(asked.plain).toContain('cannot open another connection from then on')
  await ben.clicks('Approve', asked)
  await stage.channel(arbor).message('under way: tell postgres', 'it is resetting-master-credentials')
  await stage.later(takes.password + 15_000)
  await stage.channel(arbor).message('done: tell postgres what is in db of production')
  expect([inDatabase(stage), changesOf(stage)]).toEqual([held, ['ModifyDBInstance']])
  expect(shown(stage, arbor)).not.toContain(held)
  await ana.types('/belay secret tell jwt-secret', '#learnbot-alerts')
  await ana.alone.shows('jwt-secret of production is the password of no database and has no copies')
})

story("AWS's own rotation is begun, and waited for", async stage => {
  const { ana, ben, world } = stage
  await ana.types('/belay secret rotate db-password', flight)
  const asked = await stage.channel(flight).message('waits for approval: rotate db-password of production')
  expect(asked.plain).toContain('Nothing of weather-monitor is restarted')
  await ben.clicks('Approve', asked)
  await stage.channel(flight).message('under way: rotate db-password', '0 of 1 value current')
  await stage.later(rotationMs)
  await stage.channel(flight).message('done: rotate db-password of production')
  expect(changesOf(stage)).toEqual(['RotateSecret'])
  await ana.types('/belay secret rotate openweathermap-key', flight)
  await ana.alone.shows(
    'openweathermap-key is made elsewhere, and a person brings it',
    '[Give openweathermap-key]',
  )
  world.aws.secrets.set('flight-schedule-pro/db-password', 'x', { rotates: false })
  await ana.types('/belay secret rotate db-password', flight)
  await ana.alone.shows('AWS rotates flight-schedule-pro/db-password not at all')
})

/** A key as somebody has it in their hands. */
const key = 'k3y-of-a-third-party'

const logged: string[] = []
const log = pino({ level: 'info' }, { write: line => void logged.push(line) })

story(
  'a key that is typed behind the command is repeated nowhere, and whoever did so is told what it means',
  async stage => {
    const { ana, world } = stage
    for (const line of [
      `secret put openweathermap-key ${key}`,
      `secret put ${key}`,
      `secret put openweathermap-key "${key}`,
      `secret put openweathermap-key --value ${key}`,
      `secret put openweathermap-key --${key}`,
      `secret put --secret ${key}`,
      `secret rotate openweathermap-key --env ${key}`,
      `secrets ${key}`,
    ]) {
      await ana.types(`/belay ${line}`, flight)
      await ana.alone.shows('stands something that Belay does not know, and does not repeat')
    }
    await ana.types(`/belay secret set openweathermap-key ${key}`, flight)
    await ana.alone.shows('There is no command "secret". Did you mean')
    await ana.says(`@Belay secret put openweathermap-key ${key}`, flight)
    const told = await ana.alone.message('have it replaced where it was made', 'Delete your message, too.')
    await ana.clicks('Open the form', told)
    expect((await ana.form()).plain).toContain('openweathermap-key of Flight Schedule Pro')
    await ana.types('/belay secret put openwethermap-key', flight)
    await ana.alone.shows('has no secret "openwethermap-key"')
    expect(JSON.stringify([world.slack.calls, logged])).not.toContain(key)
    expect(logged.join('')).toContain('a command was refused')
  },
  { log },
)

story('a key that a person gives waits in Secrets Manager, and counts once it is approved', async stage => {
  const { ana, ben, world } = stage
  await ana.types('/belay secret put openweathermap-key', flight)
  const form = await ana.form()
  expect(form.plain).toContain('It goes straight to AWS Secrets Manager')
  expect(await ana.submits({ value: `${key}\n`, reason: 'the old one leaked' })).toEqual({ ok: true })
  const asked = await stage
    .channel(flight)
    .message('waits for approval: give openweathermap-key of production')
  expect(asked.plain).toContain('the value that was given is current')
  expect(world.aws.secrets.get(weather)).toBe('sandbox-openweathermap-key')
  expect(world.aws.secrets.get(weather, 'AWSPENDING')).toBe(key)
  await ana.types('/belay secrets', flight)
  await ana.alone.shows('openweathermap-key has a value that was put aside and is not current yet.')

  await ben.clicks('Approve', asked)
  await stage.channel(flight).message('done: give openweathermap-key of production another value')
  expect(world.aws.secrets.get(weather)).toBe(key)
  expect(changesOf(stage)).toEqual(['PutSecretValue', 'UpdateSecretVersionStage'])
  expect(shown(stage, flight)).not.toContain(key)
})

story('what is declined, or waited for too long, is dropped; the last that was given counts', async stage => {
  const { ana, ben, world } = stage
  const give = async (value: string) => {
    await ana.types('/belay secret put openweathermap-key', flight)
    await ana.form()
    await ana.submits({ value })
    return stage.channel(flight).message('waits for approval: give openweathermap-key')
  }
  const pending = () => world.aws.secrets.get(weather, 'AWSPENDING')
  const dropped = () => stage.world.aws.secrets.stages(weather).at(-1)?.length === 0

  await ben.clicks('Decline', await give('the-first-key'))
  await ben.form()
  await ben.submits({ text: 'not today' })
  await stage.channel(flight).message('declined: give openweathermap-key')
  await stage.later(1_000)
  await eventually(dropped)
  await ana.types('/belay audit', flight)
  await ana.alone.shows('cleared away what was prepared to')

  await give('the-second-key')
  expect(pending()).toBe('the-second-key')
  await stage.later(900_000)
  const late = await stage.channel(flight).message('not approved in time: give openweathermap-key')
  await eventually(dropped)
  await ana.clicks('Plan again', late)
  await ana.alone.shows(
    'The value that was given for openweathermap-key does not wait any more',
    '[Give openweathermap-key]',
  )

  const third = await give('the-third-key')
  await give('the-fourth-key')
  await stage.channel(flight).showsTimes(2, 'waits for approval: give')
  const fourth = await stage.channel(flight).message('waits for approval: give')
  await ben.clicks('Approve', third)
  await stage.channel(flight).message('not begun: give openweathermap-key', 'does not wait any more')
  await ben.clicks('Approve', fourth)
  await stage.channel(flight).message('done: give openweathermap-key')
  expect(world.aws.secrets.get(weather)).toBe('the-fourth-key')
})

story('what was put aside and is asked for by nothing is found, and dropped', async stage => {
  const { ana, world } = stage
  world.aws.fault('secretsmanager:PutSecretValue', 'denied')
  await ana.types('/belay secret put openweathermap-key', flight)
  await ana.form()
  await ana.submits({ value: key })
  await ana.alone.shows('AWS refused secretsmanager:PutSecretValue', 'Policy to add')
  world.aws.mend()

  // Its answer is lost, and it cannot be dropped: it is there, and nothing asks for it.
  world.aws.fault('secretsmanager:PutSecretValue', 'lost')
  world.aws.fault('secretsmanager:UpdateSecretVersionStage', 'denied')
  await ana.types('/belay secret put openweathermap-key', flight)
  await ana.form()
  await ana.submits({ value: key })
  await ana.alone.shows('AWS refused secretsmanager:UpdateSecretVersionStage')
  world.aws.mend()
  await ana.types('/belay secret discard openweathermap-key', flight)
  await stage.channel(flight).message('done: drop what was put aside for openweathermap-key')
  expect(world.aws.secrets.get(weather, 'AWSPENDING')).toBeUndefined()
  await ana.types('/belay secret discard openweathermap-key', flight)
  await ana.alone.shows('No value of openweathermap-key of production waits')
  expect(shown(stage, flight)).not.toContain(key)
})
