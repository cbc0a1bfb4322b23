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
    '[Logs of resume-parser] [What they are given] [Again]',
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

story('what tasks are given: no value is told, and a secret that is not there stands out', async stage => {
  const { ana, world } = stage
  const secret = (name: string) => `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}-AbCdEf`
  const taskDefinition = world.aws.ecs.define('resume-parser', [
    {
      name: 'resume-parser',
      image: 'resume-parser:1.4.2',
      portMappings: [{ containerPort: 8080 }],
      environment: [{ name: 'PARSER_KEY', value: 'AKIA-not-to-be-told' }],
      secrets: [
        { name: 'DB_PASSWORD', valueFrom: `${secret('learnbot-production/db/password')}:password::` },
        { name: 'OCR_KEY', valueFrom: secret('learnbot-production/ocr') },
        { name: 'REGION', valueFrom: '/learnbot/region' },
      ],
    },
    { name: 'proxy', image: 'proxy:3', portMappings: [{ containerPort: 8080 }] },
  ])
  world.aws.ecs.set({ ...parser, desired: 2, running: 2, taskDefinition })
  await ana.types('/belay tasks definition resume-parser')
  const shown = await ana.alone.message(
    'resume-parser, production runs resume-parser:1: 1 variable, 3 secrets',
  )
  for (const said of [
    'Secrets Manager has no learnbot-production/ocr: no task starts without it.',
    'resume-parser and proxy take the same port, 8080.',
    'DB_PASSWORD | from learnbot-production/db/password',
    'OCR_KEY | from learnbot-production/ocr, which is not there',
    'REGION | from /learnbot/region',
    'PARSER_KEY | a variable',
  ])
    expect(shown.plain).toContain(said)
  expect(shown.plain).not.toContain('AKIA')
  world.aws.fault('secretsmanager:DescribeSecret', 'denied')
  await ana.types('/belay tasks definition resume-parser')
  await ana.alone.shows('AWS refused secretsmanager:DescribeSecret', 'Policy to add')
})
