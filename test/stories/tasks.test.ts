import { taskId } from '../../sandbox/aws/ecs/world.ts'
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

story('a program that ends by itself: what it wrote last, and which variable it lacks', async stage => {
  const { ana, world } = stage
  const group = '/ecs/learnbot-production/resume-parser'
  const defined = (...variables: string[]) =>
    world.aws.ecs.define('resume-parser', [
      {
        name: 'resume-parser',
        image: 'resume-parser:1.4.2',
        environment: variables.map(name => ({ name, value: 'x' })),
        logConfiguration: {
          logDriver: 'awslogs',
          options: { 'awslogs-group': group, 'awslogs-stream-prefix': 'app' },
        },
      },
    ])
  defined('DB_HOST', 'OCR_URL')
  const taskDefinition = defined('DB_HOST')
  world.aws.ecs.set({
    ...parser,
    taskDefinition,
    running: 0,
    stopped: [
      {
        at: 1_795_227_000,
        reason: 'Essential container in task exited',
        exitCode: 1,
        container: 'resume-parser',
      },
    ],
  })
  await ana.types('/belay tasks resume-parser')
  await ana.alone.shows(
    'The program ended by itself with an error (exit 1)',
    '1 variable that resume-parser:1 was given, resume-parser:2 is not: OCR_URL.',
  )
  const wrote = async (message: string, ...told: string[]) => {
    const stream = `app/resume-parser/${taskId('learnbot-production-resume-parser', 0)}`
    world.aws.logs.print(group, stream, { at: 1_795_226_999_000, message })
    await ana.types('/belay tasks resume-parser')
    await ana.alone.shows(...told)
  }
  await wrote('Error: listen EADDRINUSE: address already in use :::8080', 'A port is taken')
  await wrote(
    'connect ECONNREFUSED 10.0.3.7:5432, password=hunter2',
    'It could not reach its database',
    'It wrote last: connect ECONNREFUSED 10.0.3.7:5432',
  )
  await ana.types('/belay tasks definition resume-parser')
  await ana.alone.shows('1 variable that resume-parser:1 was given, resume-parser:2 is not: OCR_URL.')

  world.aws.fault('logs:GetLogEvents', 'denied')
  await ana.types('/belay tasks resume-parser')
  const told = await ana.alone.message('What it wrote last cannot be told: AWS refused logs:GetLogEvents')
  expect(told.plain).not.toContain('hunter2')
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
