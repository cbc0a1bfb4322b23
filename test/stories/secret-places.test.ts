import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { refuse } from '../../sandbox/aws/answer.ts'
import { taskMs } from '../../sandbox/aws/ecs/settled.ts'
import { takes } from '../../sandbox/aws/rds/world.ts'
import { connect } from '../../src/store/connect.ts'
import { heldIn } from './held.ts'
import { runbookOf } from './runbook-of.ts'
import { expect, type Stage, story, systemsOf } from './stage.ts'

const arbor = '#arbor-alerts'
const own = 'arbor/production/db'
const jobs = 'arbor/production/jobs'
const parameter = '/arbor/db-password'
const stats = 'https://your-domain.com/stats'

/** Arbor Energy, whose password is in another secret and in a parameter besides. */
const systems = (await systemsOf()).map(system => {
  const { production } = system.environments
  if (system.system !== 'arbor-energy' || !production) return system
  const copies = [{ ssm: parameter }, { sm: jobs, key: 'DB_PASSWORD' }]
  const db = { ...production.secrets!.db!, copies }
  return {
    ...system,
    environments: { ...system.environments, production: { ...production, secrets: { db } } },
  }
})

const put = `aws ssm put-parameter --name ${parameter} --type SecureString --overwrite --value`
const steps = [
  `PASSWORD=$(aws secretsmanager get-secret-value --secret-id ${own} --query SecretString --output text | jq -r .password)`,
  `${put} "$PASSWORD"`,
  `aws secretsmanager put-secret-value --secret-id ${jobs} --secret-string "{\\"DB_PASSWORD\\":\\"$PASSWORD\\"}"`,
  'NEW=$(openssl rand -base64 32)',
  `aws secretsmanager update-secret --secret-id ${own} --secret-string "{\\"username\\":\\"arbor_user\\",\\"password\\":\\"$NEW\\"}"`,
  `${put} "$NEW"`,
  'echo "it is $PASSWORD"',
  'LINE="password $PASSWORD"',
  `curl "${stats}?$LINE"`,
  `curl -H "X-Key: $PASSWORD" https://elsewhere.example.com/`,
  'echo $PASSWORD | base64',
  'echo $PASSWORD | wc -c',
  'echo $PASSWORD > /tmp/password',
  `aws secretsmanager get-secret-value --secret-id ${own} --query SecretString --output text | grep -c ^a`,
  `aws secretsmanager update-secret --secret-id ${own} --description "$PASSWORD"`,
  `aws secretsmanager tag-resource --secret-id ${own} --tags Key=password,Value=$PASSWORD`,
  'php bin/console seed --password $PASSWORD',
  'DB_PASSWORD=$PASSWORD npm run seed',
  `aws secretsmanager get-secret-value --secret-id ${own} --query SecretString --output text`,
]
const fence = '```'
const runbook = `# Arbor Energy\n\n## Passwords\n\n${fence}bash\n${steps.join('\n')}\n${fence}\n`

/** All that Belay says to itself. */
const log: string[] = []
const options = {
  systems,
  folder: runbookOf(runbook, 'arbor-energy.md'),
  log: pino({ level: 'trace' }, { write: (line: string) => void log.push(line) }),
}

function placesIn({ world: { aws } }: Stage) {
  const member = (id: string, name: string) =>
    (JSON.parse(aws.secrets.get(id)!) as Record<string, string>)[name]
  return {
    own: member(own, 'password'),
    database: aws.rds.get('arbor-production-db')?.masterPassword,
    parameter: aws.ssm.parameters.get(parameter)?.value,
    jobs: member(jobs, 'DB_PASSWORD'),
  }
}

/** Every place has a value of its own, none of which anybody may see. */
function furnish({ world: { aws } }: Stage) {
  const value = (name: string) => `cnry-${name}-${randomUUID().slice(0, 13)}`
  const [kept, before] = [value('kept'), value('before')]
  aws.secrets.set(own, JSON.stringify({ username: 'arbor_user', password: kept }))
  aws.secrets.set(jobs, JSON.stringify({ DB_PASSWORD: before, other: 'as it was' }))
  aws.ssm.parameters.set(parameter, before, { keyId: 'alias/arbor' })
  return { kept, before }
}

async function nowhere({ world, slack }: Stage, ...values: string[]) {
  const redis = await connect(world.redis.url)
  const everything = [JSON.stringify(slack.calls), await heldIn(redis), log.join('')]
  redis.disconnect()
  expect(log.length).toBeGreaterThan(0)
  for (const value of values) expect(everything.filter(one => one.includes(value))).toEqual([])
}

const step = ({ ana }: Stage, number: number) =>
  ana.types(`/belay runbook step passwords ${number} --system arbor-energy --environment production`, arbor)

story(
  'what a step reads goes where the system file says that it belongs; what it makes goes there all at once, also when an answer is lost',
  async stage => {
    const { ana, ben, world } = stage
    const { kept, before } = furnish(stage)
    await step(stage, 1)
    await ana.alone.message('[secret arbor/production/db as PASSWORD] is there for the steps below')
    await step(stage, 2)
    await ana.clicks(`secret tell db ${parameter}`, await ana.alone.message('This changes something.'))
    const asked = await stage.channel(arbor).message(`waits for approval: tell ${parameter} what is in db`)
    expect(asked.plain).toContain(`ssm:PutParameter ${parameter}, the value of db`)
    world.aws.fault('ssm:PutParameter', 'lost')
    await ben.clicks('Approve', asked)
    await stage.channel(arbor).message(`done: tell ${parameter} what is in db of production`)
    world.aws.mend()
    expect(placesIn(stage)).toMatchObject({ parameter: kept, jobs: before })
    expect(world.aws.ssm.parameters.get(parameter)).toMatchObject({ keyId: 'alias/arbor', version: 2 })

    await step(stage, 3)
    await ana.clicks(`secret tell db ${jobs}`, await ana.alone.message('This changes something.', jobs))
    await ben.clicks('Approve', await stage.channel(arbor).message(`waits for approval: tell ${jobs}`))
    await stage.channel(arbor).message(`done: tell ${jobs} what is in db of production`)
    expect(JSON.parse(world.aws.secrets.get(jobs)!)).toEqual({ DB_PASSWORD: kept, other: 'as it was' })

    await step(stage, 4)
    await ana.alone.message('[secret NEW] is there for the steps below')
    await step(stage, 5)
    await ana.clicks('secret rotate db', await ana.alone.message('This changes something.', 'secret rotate'))
    const rotating = await stage.channel(arbor).message('waits for approval: rotate db of production')
    for (const call of [
      `ssm:PutParameter ${parameter}, the value of db`,
      `secretsmanager:PutSecretValue of another ${jobs}, the value of db, as a pending version`,
      'Stopped half-way, postgres, /arbor/db-password, arbor/production/jobs, db do not agree',
    ])
      expect(rotating.plain).toContain(call)
    await ben.clicks('Approve', rotating)
    await stage.channel(arbor).message('under way: rotate db', 'it is resetting-master-credentials')
    await stage.later(takes.password + 15_000)
    await stage.channel(arbor).message('under way: rotate db', 'has started a deployment')
    await stage.later(2 * taskMs)
    await stage.channel(arbor).message('done: rotate db of production')
    const made = placesIn(stage)
    expect(new Set(Object.values(made)).size).toBe(1)
    expect([kept, before]).not.toContain(made.own)
    await step(stage, 6)
    await ana.alone.message('Nothing is left to do: rotating db')
    await ana.types('/belay audit', arbor)
    await ana.alone.shows('ssm:PutParameter')
    await nowhere(stage, kept, before, made.own!)
  },
  options,
)

story(
  'whatever a step tries with a secret, nobody sees it, nor what AWS quotes of it',
  async stage => {
    const { ana, ben, world } = stage
    const { kept, before } = furnish(stage)
    await step(stage, 1)
    await ana.alone.message('is there for the steps below')
    for (const [number, ...says] of [
      [7, 'it is [secret arbor/production/db as PASSWORD]'],
      [8, 'It is kept nowhere'],
      [9, 'whoever gets an address or a body may log it'],
      [10, 'by hand'],
      [11, 'not by base64'],
      [12, 'as this wc says'],
      [13, 'it writes or reads a file of your machine'],
      [14, 'of a secret Belay takes all of it or a member'],
      [15, 'no operation for secretsmanager:UpdateSecret that takes one there'],
      [16, 'no operation for secretsmanager:TagResource that takes one there'],
      [17, 'a secret belongs under `secrets` of its task definition'],
      [18, 'it is given a secret as DB_PASSWORD'],
      [19, 'What it answers is shown nowhere.'],
    ] as const) {
      await step(stage, number)
      await ana.alone.message(...says)
    }
    world.aws.ssm.answers.PutParameter = ({ Value }) => refuse('ValidationException', `'${Value}' is wrong`)
    await step(stage, 2)
    await ana.clicks(`secret tell db ${parameter}`, await ana.alone.message('This changes something.'))
    await ben.clicks('Approve', await stage.channel(arbor).message(`waits for approval: tell ${parameter}`))
    await stage
      .channel(arbor)
      .message('failed: tell', `AWS refused ssm:PutParameter on ${parameter} (ValidationException)`)
    expect(placesIn(stage).parameter).toBe(before)
    await nowhere(stage, kept, before)
  },
  options,
)
