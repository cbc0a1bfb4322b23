import { expect, story } from './stage.ts'

const at = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/travelbot/9c3d51e7a2b8f046'
const here = '#alerts'

story('what the load balancer does with requests, and what keeps people out', async stage => {
  const { ana, dan, world } = stage
  const { elb } = world.aws
  await ana.types('/belay listeners travelbot', here)
  await ana.alone.shows(
    'The load balancer travelbot of travelbot, production: HTTP 80, HTTPS 443',
    'redirects to https://#{host}:443/#{path} (301)',
    'forwards to travelbot',
    '[Health] [Again]',
  )
  expect(ana.alone.text()).not.toMatch(/No rule forwards|is not led to HTTPS/)

  const group = at.replace('listener/app/travelbot/9c3d51e7a2b8f046', 'targetgroup/parked/0123')
  elb.forward(`${at}/0a443`, group)
  elb.listen(`${at}/0a80`, {
    port: 80,
    protocol: 'HTTP',
    otherwise: { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } },
    rules: [
      {
        Priority: '20',
        Conditions: {
          member: [
            { Field: 'path-pattern', PathPatternConfig: { Values: { member: ['/<!channel>', '/api/*'] } } },
            { Field: 'host-header', HostHeaderConfig: { Values: { member: ['travelbot.tech'] } } },
          ],
        },
        Actions: {
          member: [
            {
              Type: 'forward',
              ForwardConfig: {
                TargetGroups: {
                  member: [
                    { TargetGroupArn: group, Weight: 3 },
                    { TargetGroupArn: group.replace('parked', 'blog'), Weight: 1 },
                  ],
                },
              },
            },
          ],
        },
      },
    ],
  })
  await ana.types('/belay listeners travelbot', here)
  await ana.alone.shows(
    '🟠 The load balancer travelbot of travelbot',
    'What comes to 80 over plain HTTP is not led to HTTPS.',
    'No rule forwards to travelbot, which the system file names, but to parked, blog.',
    'path /<!channel> or /api/*, and host travelbot.tech',
    'forwards to parked (3), blog (1)',
    'answers 503',
  )
  elb.listen(`${at}/0a443`, { port: 443, protocol: 'HTTP' })
  await ana.types('/belay listeners travelbot', here)
  await ana.alone.shows('Nothing listens for HTTPS.')
  elb.listen(`${at}/0a8080`, {
    port: 8080,
    protocol: 'HTTP',
    otherwise: { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } },
    rules: Array.from({ length: 70 }, (_, i) => ({
      Priority: `${i + 1}`,
      Conditions: {
        member: [{ Field: 'path-pattern', PathPatternConfig: { Values: { member: [`/v${i + 1}`] } } }],
      },
      Actions: { member: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '410' } }] },
    })),
  })
  await ana.types('/belay listeners travelbot', here)
  const { files } = await stage.channel(here).message('HTTP 8080', '📎')
  expect(files[0]!.content).toMatch(/path \/v1 [\s\S]+path \/v70 /)

  world.aws.fault('elasticloadbalancing:DescribeRules', 'denied')
  await ana.types('/belay listeners travelbot', here)
  await ana.alone.shows('AWS refused elasticloadbalancing:DescribeRules on travelbot', 'Policy to add')
  await ana.types('/belay listeners api-gateway', '#learnbot-alerts')
  await ana.alone.shows('add `loadBalancer` with its ARN to the service in the system file')
  await dan.types('/belay listeners travelbot', here)
  await dan.alone.shows('responders')
})
