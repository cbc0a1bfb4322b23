import { expect, type Stage, story } from './stage.ts'

const here = '#flight-alerts'
const changes = ({ world }: Stage) =>
  world.aws.asked.filter(({ name }) => /^(?:ec2|iam|secretsmanager):(?!Describe|List|Get)/.test(name))

story('what is open, old or left behind, in short and one by one', async stage => {
  const { ana, world } = stage
  await ana.types('/belay security', here)
  await ana.alone.shows(
    '🟠 Security of us-east-1: 3 of 3 want a look',
    '2 security groups of us-east-1 let everybody in, 1 to more than the web',
    'secrets of us-east-1 unchanged for 90 days',
    '2 of 12 IAM roles unused for 90 days',
    '[Groups] [Secrets] [Roles] [Again]',
  )
  await ana.clicks('Groups', await ana.alone.message('Security of us-east-1'))
  await ana.alone.shows(
    'bastion-2024 lets everybody in to SSH (22). Behind it: the instance i-0abc123def4567890, with a public address.',
    'To ports 80 and 443 alone: 1 of them.',
    '443 over IPv6',
    'the load balancer public-web',
    '[All that bastion-2024 lets in]',
  )
  await ana.clicks('Secrets', await ana.alone.message('Security of us-east-1'))
  await ana.alone.shows(
    '🟠 2 of ',
    'flight-schedule-pro/openweathermap-key',
    '200 days',
    'flight-schedule-pro/database-url',
    '[Secrets of the system] [Again]',
  )
  await ana.clicks('Roles', await ana.alone.message('Security of us-east-1'))
  await ana.alone.shows('🟠 2 of 12 IAM roles unused for 90 days', 'contractor-2024', 'not known to be')
  await ana.alone.shows('legacy-deployer', '210 days ago', 'us-east-1')
  expect(ana.alone.text()).not.toContain('AWSServiceRoleForECS')

  await ana.types('/belay security roles 365', here)
  await ana.alone.shows('🟠 1 of 12 IAM roles unused for 365 days', 'contractor-2024')
  await ana.types('/belay security roles --days 1000', here)
  await ana.alone.shows('expected a number of days, up to 400')

  const group = 'sg-0a1b2c3d4e5f60718'
  const tcp = { protocol: 'tcp', fromPort: 5432, toPort: 5432 }
  world.aws.ec2.set(group, [
    { ...tcp, cidr: '10.0.0.0/16', description: 'from the services' },
    { ...tcp, cidr: '::/0' },
  ])
  await ana.types('/belay security groups --database postgres', here)
  await ana.alone.shows(
    `🟠 postgres, production: ${group} has 2 rules for what comes in, 1 for everybody`,
    'PostgreSQL (5432) | 10.0.0.0/16 | from the services',
    'PostgreSQL (5432) over IPv6 | ::/0',
    '[What is open to everybody] [Again]',
  )
  await ana.types('/belay security groups sg-0123', here)
  await ana.alone.shows('sg-0123 has 0 rules', 'or there is no such group')
  await ana.types('/belay security groups web', here)
  await ana.alone.shows('expected a security group such as sg-0a1b2c3d4e5f60718')
  world.aws.ec2.set(group, [])

  world.aws.ec2.set('sg-0d4c3b2a190807f6e', [])
  await ana.types('/belay security groups', here)
  await ana.alone.shows('🟢 1 security group of us-east-1 lets everybody in')
  expect(changes(stage)).toEqual([])
})

story('what a role may use and does not: taken away in the template that makes it', async stage => {
  const { ana, world } = stage
  await ana.types('/belay security role flight-schedule-pro-task', here)
  await ana.alone.shows(
    '🟠 2 of 5 services that flight-schedule-pro-task may use, unused for 90 days',
    'It uses logs, s3, secretsmanager.',
    'counts what was refused as well',
    'AWS dynamodb | dynamodb:* | not known to be',
    'AWS sqs | sqs:* | ',
    '210 days ago',
    '[Unused roles] [Again]',
  )
  await ana.types('/belay security role flight-schedule-pro-task 365', here)
  await ana.alone.shows('1 of 5 services that flight-schedule-pro-task may use, unused for 365 days')
  await ana.types('/belay security role', here)
  await ana.alone.shows('Which role? By its name in IAM', '[Unused roles]')
  await ana.types('/belay security role nobody-task', here)
  await ana.alone.shows('There is no role nobody-task in the account of Flight Schedule Pro production.')
  await ana.types('/belay security role ../admin', here)
  await ana.alone.shows('expected the name of a role of IAM')
  world.aws.fault('iam:GenerateServiceLastAccessedDetails', 'denied')
  await ana.types('/belay security role flight-schedule-pro-task', here)
  await ana.alone.shows(
    'AWS refused iam:GenerateServiceLastAccessedDetails on flight-schedule-pro-task',
    'Policy to add',
  )
  expect(changes(stage).filter(({ action }) => !action.startsWith('Generate'))).toEqual([])
})

story('what AWS does not tell of one keeps nobody from the others', async ({ ana, dan, world }) => {
  world.aws.fault('iam:ListRoles', 'denied')
  await ana.types('/belay security', here)
  await ana.alone.shows('let everybody in', 'AWS refused iam:ListRoles on *', '"iam:ListRoles"')
  await ana.types('/belay security roles', here)
  await ana.alone.shows('AWS refused iam:ListRoles on *', 'Policy to add')
  await dan.types('/belay security', here)
  await dan.alone.shows('responders')
})
