import { jobMs } from '../../sandbox/github/runs.ts'
import { eventually, expect, story } from './stage.ts'

const here = '#arbor-alerts'

story(
  'a tag deploys both services: the plan says so, the workflow is followed, both are looked at',
  async stage => {
    const { ana, ben, world } = stage
    const channel = stage.channel(here)
    await ana.types('/deploy all v1.2.3', here)
    const asked = await channel.message('waits for approval: deploy')
    expect(asked.plain).toContain('github:create_tag your-org/arbor-energy-plan-agent, v1.2.3 at')
    expect(asked.plain).toContain('v1.2.2')
    expect(asked.plain).toContain('which starts deploy')
    await ben.clicks('Approve', asked)
    await channel.message('under way: deploy')
    await eventually(() => world.github.started().length === 1)
    await stage.later(3 * jobMs)
    await channel.message('done: deploy', '3 of 3 steps done')
    const made = world.github.asked.filter(({ method }) => method === 'POST')
    expect(made).toMatchObject([{ body: { ref: 'refs/tags/v1.2.3' } }])
    expect(world.github.started()).toMatchObject([{ workflow: 'deploy.yml', ref: 'v1.2.3' }])

    // What has its tag already is brought there by its image.
    await ana.types('/deploy backend v1.2.3 --dry-run', here)
    const again = await ana.alone.message('Would deploy backend, production', 'ecs:RegisterTaskDefinition')
    expect(again.plain).not.toContain('create_tag')
  },
)

story(
  'a name that is no version makes no tag; a branch that moves on voids what was approved',
  async stage => {
    const { ana, ben, world } = stage
    await ana.types('/deploy backend release-1 --dry-run', here)
    await ana.alone.shows('"release-1" is no version of backend that is known', 'something like v1.2.3,')
    await ana.types('/deploy backend 1.2.3 --dry-run', here)
    await ana.alone.shows('Did you mean v1.2.3?', '[v1.2.3] [Choose a version]')
    await ana.types('/deploy backend', here)
    expect(JSON.stringify(await ana.form())).toContain('v1.2.3 · a new tag after v1.2.2')

    await ana.types('/deploy backend v1.3.0', here)
    const asked = await stage
      .channel(here)
      .message('waits for approval: deploy backend and frontend, production')
    expect(asked.plain).toContain('The tag deploys frontend as well.')
    const sha = '00000000000000000000000000000000000000aa'
    world.github.set({
      name: 'your-org/arbor-energy-plan-agent',
      branches: { main: [{ sha, message: 'Moved on', author: 'Cara', at: 0 }] },
      tags: {},
      workflows: { 'deploy.yml': { name: 'deploy', jobs: ['Deploy'], onTags: true } },
    })
    await ben.clicks('Approve', asked)
    await stage.channel(here).message('not begun: deploy backend and frontend', '[Plan again]')
    expect(world.github.asked.filter(({ method }) => method === 'POST')).toEqual([])
  },
)
