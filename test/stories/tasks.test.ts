import { expect, story } from './stage.ts'

const parser = { cluster: 'learnbot-production-cluster', service: 'learnbot-production-resume-parser' }

story('tasks that do not stay up: which, since when, why, and where to look', async stage => {
  const { ana, world } = stage
  world.aws.ecs.set({
    ...parser,
    running: 1,
    stopped: [
      { at: 1_795_227_000, reason: 'Essential container in task exited', exitCode: 137 },
      {
        at: 1_795_227_100,
        code: 'TaskFailedToStart',
        reason:
          'ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: AccessDeniedException',
      },
    ],
  })
  await ana.types('/belay tasks resume-parser')
  await ana.alone.shows(
    '🟠 resume-parser, production: 1 of 2 running, 2 stopped lately',
    'A secret or parameter of its task definition could not be read',
    'It ran out of memory (exit 137)',
    'exit 137',
    '[Logs of resume-parser] [Again]',
  )

  world.aws.fault('ecs:ListTasks', 'denied')
  await ana.types('/belay tasks resume-parser')
  await ana.alone.shows('AWS refused ecs:ListTasks on learnbot-production-resume-parser', 'Policy to add')
})

story('which service, where there are several: they are offered', async ({ ana }) => {
  await ana.types('/belay tasks')
  await ana.alone.shows('Which service of LearnBot production?', '[api-gateway]')
  await ana.types('/belay tasks api-gateway')
  await ana.alone.shows('🟢 api-gateway, production: 2 of 2 running')
  expect((await ana.alone.message('2 of 2 running')).plain).not.toContain('stopped lately')
})
