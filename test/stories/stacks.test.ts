import { changeSetMs } from '../../sandbox/aws/cloudformation/fields.ts'
import { resourceMs } from '../../sandbox/aws/cloudformation/world.ts'
import { shaOf } from '../../sandbox/github/github.ts'
import { expect, type Stage, story } from './stage.ts'

const flight = '#flight-alerts'
const prod = 'flight-schedule-pro-prod'
const repo = 'flightschedulepro/flight-schedule-pro'
const path = 'infrastructure/cloudformation/stack.yaml'

const changesOf = ({ world }: Stage) =>
  world.aws.asked
    .filter(({ action }) => /ChangeSet$|Stack$|Rollback$/.test(action) && !/^Describe/.test(action))
    .map(({ action }) => action)

/** Somebody commits another template. */
function commit({ world }: Stage, body: string): void {
  world.github.set({
    name: repo,
    branches: { main: [{ sha: shaOf(body), message: 'Another stack', author: 'Dan', at: Date.now() }] },
    files: { [path]: [body] },
    workflows: {},
  })
}

/** A template of production's, with something of it otherwise. */
const template = (memory: string, more = '') => `
Parameters: { DatabaseClass: { Type: String }, DatabasePassword: { Type: String } }
Resources:
  WeatherMonitor: { Type: "AWS::Lambda::Function", Properties: { FunctionName: weather-monitor, MemorySize: ${memory} } }
${more}`

story('a stack changed as the runbook has it: worked out, read, approved, followed', async stage => {
  const { ana, ben } = stage
  const channel = stage.channel(flight)
  await ana.types('/belay stack changes', flight)
  await channel.message(`under way: work out what would change in ${prod}`)
  await stage.begun('CreateChangeSet')
  await stage.later(changeSetMs)
  const made = await channel.message(`done: work out what would change in ${prod}`, '[Ask to execute it]')
  // A change set of a stack that is there leaves its state as it was.
  await ana.types('/belay stack events', flight)
  await ana.alone.shows(`${prod}: CREATE_COMPLETE`)
  expect(made.plain).toContain('change WeatherMonitor, AWS::Lambda::Function: MemorySize')
  expect(made.plain).toContain('add Undelivered, AWS::SQS::Queue')
  expect(changesOf(stage)).toEqual(['CreateChangeSet'])
  await ana.clicks('Only look', made)
  await ana.alone.shows(`Would change ${prod}`, 'add Undelivered', 'Nothing has been changed')

  await ana.clicks('Ask to execute it', made)
  const asked = await channel.message(`waits for approval: change ${prod}`, '[Approve]')
  expect(asked.plain).toContain(
    'cloudformation:ExecuteChangeSet flight-schedule-pro-prod, the change set belay-',
  )
  expect(asked.plain).toContain('Retry the payment once')
  await ben.clicks('Approve', asked)
  await channel.message(`under way: change ${prod}`)
  await stage.begun('ExecuteChangeSet')
  await stage.later(3 * resourceMs)
  await channel.message(`done: change ${prod}`, '2 of 2 resources done')
  await ana.types('/belay stack', flight)
  await ana.alone.shows(`🟢 ${prod}: UPDATE_COMPLETE`, '5 resources', 'ApiAddress', '[Events]')
  await ana.types(`/belay stack events ${prod}`, flight)
  await ana.alone.shows('Undelivered', 'CREATE_COMPLETE')
})

story('a database that would be replaced: loudly, and only when it is asked for as such', async stage => {
  const { ana, world } = stage
  const channel = stage.channel(flight)
  const database = (id: string) =>
    `  Database: { Type: "AWS::RDS::DBInstance", Properties: { DBInstanceIdentifier: ${id} } }\n`
  world.aws.cloudformation.set({ name: prod, body: template('512', database('one')) })
  commit(stage, template('512', database('two')))
  await ana.types('/belay stack changes', flight)
  await stage.begun('CreateChangeSet')
  await stage.later(changeSetMs)
  const made = await channel.message('done: work out', 'replace Database, AWS::RDS::DBInstance')
  const [, name] = /--change-set (\S+)/.exec(JSON.stringify(made)) ?? []
  const set = name ?? world.aws.asked.find(({ action }) => action === 'CreateChangeSet')!.input.ChangeSetName
  await ana.types(`/belay stack execute main ${set}`, flight)
  await ana.alone.shows(
    'It replaces or removes Database: it has to be asked for as such',
    '[Ask for it as such]',
  )
  await ana.clicks('Ask to execute it', made)
  await channel.message(
    'waits for approval',
    '⚠️ Database (AWS::RDS::DBInstance) IS REPLACED by an empty one: WHAT IS IN IT IS LOST.',
  )
})

story('a hundred methods more: shown by their type, all of them in a file, and executed', async stage => {
  const { ana, ben, world } = stage
  const channel = stage.channel(flight)
  const methods = Array.from({ length: 130 }, (_, i) => `  Method${i}: { Type: "AWS::ApiGateway::Method" }\n`)
  world.aws.cloudformation.set({ name: prod, body: template('512') })
  commit(stage, template('512', methods.join('')))
  await ana.types('/belay stack changes', flight)
  await stage.begun('CreateChangeSet')
  await stage.later(changeSetMs)
  await ana.clicks('Ask to execute it', await channel.message('done: work out', '[Ask to execute it]'))
  const asked = await channel.message(`waits for approval: change ${prod}`, '[All 130 changes]')
  expect(asked.plain).toContain('add 130 AWS::ApiGateway::Method: Method0, Method1')
  await ben.clicks('All 130 changes', asked)
  const [file] = (await channel.message(`130 changes of ${prod}`, '📎')).files
  expect(file!.content).toContain('Method129')
  await ben.clicks('Approve', asked)
  await channel.message(`under way: change ${prod}`)
})

story(
  'a change that fails: it goes back by itself, and says why; what cannot go back is helped on',
  async stage => {
    const { ana, ben, world } = stage
    const channel = stage.channel(flight)
    world.aws.cloudformation.set({ name: prod, body: template('512') })
    commit(stage, template('stuck'))
    await ana.types('/belay stack changes', flight)
    await stage.begun('CreateChangeSet')
    await stage.later(changeSetMs)
    await ana.clicks('Ask to execute it', await channel.message('done: work out', '[Ask to execute it]'))
    await ben.clicks('Approve', await channel.message(`waits for approval: change ${prod}`))
    await channel.message(`under way: change ${prod}`)
    await stage.begun('ExecuteChangeSet')
    await stage.later(3 * resourceMs)
    const failed = await channel.message(`failed: change ${prod}`)
    expect(failed.plain).toContain('It failed, and could not go back either')
    expect(failed.plain).toContain('WeatherMonitor')
    await ana.types('/belay stack', flight)
    await ana.alone.shows(`🔴 ${prod}: UPDATE_ROLLBACK_FAILED`, '[Roll it back]')
    await ana.types('/belay stack rollback', flight)
    await ben.clicks('Approve', await channel.message(`waits for approval: roll back ${prod}`))
    await channel.message(`under way: roll back ${prod}`)
    await stage.begun('ContinueUpdateRollback')
    await stage.later(resourceMs)
    await channel.message(`done: roll back ${prod}`)
    await ana.types('/belay stack rollback', flight)
    await ana.alone.shows('has no failed change to go back from', 'stack changes --ref')
  },
)

story(
  'a stack is deleted only where its system file says so, and never without a second person',
  async stage => {
    const { ana, ben, world } = stage
    const channel = stage.channel(flight)
    await ana.types('/belay stack delete', flight)
    await ana.alone.shows(
      `${prod} is not to be deleted: its system file would say \`delete: true\``,
      '[Show the stack]',
    )
    await ana.types('/belay stack delete main --env staging', flight)
    const asked = await channel.message('waits for approval: delete flight-schedule-pro-staging', '[Approve]')
    expect(asked.plain).toContain('Database, AWS::RDS::DBInstance → GONE')
    expect(asked.plain).toContain('WHAT IS IN Database IS LOST')
    await ben.clicks('Approve', asked)
    await channel.message('under way: delete flight-schedule-pro-staging')
    await stage.begun('DeleteStack')
    await stage.later(4 * resourceMs)
    await channel.message('done: delete flight-schedule-pro-staging')
    expect(world.aws.cloudformation.status(prod)).not.toBe('DELETE_COMPLETE')
  },
)

story('what moved since it was worked out, and what drifted', async stage => {
  const { ana, ben, world } = stage
  const channel = stage.channel(flight)
  await ana.types('/belay stack changes', flight)
  await stage.begun('CreateChangeSet')
  await stage.later(changeSetMs)
  await ana.clicks('Ask to execute it', await channel.message('done: work out', '[Ask to execute it]'))
  const asked = await channel.message(`waits for approval: change ${prod}`)
  world.aws.cloudformation.set({ name: prod, changeSets: [] })
  await ben.clicks('Approve', asked)
  await channel.message(`not begun: change ${prod}`, 'has no change set', '[Plan again]')
  expect(changesOf(stage)).toEqual(['CreateChangeSet'])

  commit(stage, template('512').replace('Parameters: {', 'Parameters: { ApiKey: { Type: String },'))
  await ana.types('/belay stack changes', flight)
  await ana.alone.shows(
    'The template wants ApiKey, which the stack does not have yet',
    '`parameters` of the stack',
  )
  await ana.types('/belay stack changes --ref v0', flight)
  await ana.alone.shows(`${repo} has no branch, tag or commit v0.`, '[As it is on main]')
  await ana.types('/belay stack execute', flight)
  await ana.alone.shows('Which change set?', '[Work out what would change]')

  world.aws.cloudformation.set({ name: prod, drifted: ['Api'] })
  await ana.types('/belay stack drift', flight)
  await channel.message(`under way: look for drift in ${prod}`)
  await stage.begun('DetectStackDrift')
  await stage.later(resourceMs)
  await channel.message(`done: look for drift in ${prod}`, 'Api, AWS::ApiGateway::RestApi: modified')
  await ana.types('/belay stack', flight)
  await ana.alone.shows('Otherwise than the template says: Api (modified)')
})
