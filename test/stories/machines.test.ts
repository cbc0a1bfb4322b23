import { expect, story } from './stage.ts'

story(
  'a script of the team’s own on a machine, by a document: what it printed, and where it ran',
  async stage => {
    const { ana, world } = stage
    world.aws.ssm.script(() => ({ prints: 'backed up 42 tables', takesMs: 8_000 }))
    await ana.types('/belay exec api-gateway db-backup')
    const going = await stage.channel().message('under way: run db-backup of api-gateway, production')
    expect(going.plain).toContain('ssm:SendCommand learnbot-db-backup, on i-0')
    await stage.begun('SendCommand')
    await stage.later(10_000)
    await stage.channel().message('done: run db-backup of api-gateway, production', 'backed up 42 tables')
    expect(world.aws.ssm.ran()).toMatchObject([
      { document: 'learnbot-db-backup', parameters: { env: ['production'] } },
    ])
  },
)

story('a machine that does not answer, and a document that takes something else', async stage => {
  const { ana, world } = stage
  const { id, name } = world.aws.ssm.machines()[0]!
  world.aws.ssm.machine({ id, name, tags: { Role: 'bastion' }, isOnline: false })
  await ana.types('/belay exec api-gateway db-backup')
  await ana.alone.shows(`No machine with the tag Role bastion answers to Systems Manager just now: ${id}.`)
  world.aws.ssm.define('learnbot-db-backup', { environment: undefined })
  await ana.types('/belay exec api-gateway db-backup')
  await ana.alone.shows(
    'learnbot-db-backup takes no env, which db-backup gives it: it takes environment. Correct it in the system file.',
  )
  world.aws.fault('ssm:DescribeDocument', 'denied')
  await ana.types('/belay exec api-gateway db-backup')
  await ana.alone.shows('AWS refused ssm:DescribeDocument on learnbot-db-backup', 'Policy to add')
  expect(world.aws.ssm.ran()).toEqual([])
})
