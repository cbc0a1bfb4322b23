import { describe, expect, it } from 'vitest'
import { SystemFile } from '../../src/domain/system-file.ts'
import { draft, system } from './system-file.ts'

const topics = ['arn:aws:sns:us-east-1:123456789012:alarms']
type Change = Parameters<typeof draft>[0]
const faults = (change: Change) =>
  SystemFile.safeParse(draft(change)).error?.issues.map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  ) ?? []

describe('a system file', () => {
  it('says what it says', () => {
    expect(system()).toMatchObject({
      system: 'learnbot',
      severities: {
        P1: { acknowledge: { ms: 900_000 }, update: 1_800_000, page: true },
        P4: { page: false },
      },
      escalation: [{}, { wait: { ms: 1_800_000 } }, { only: ['P1'] }],
      environments: {
        production: { approvals: { expire: 900_000, confirm: 'deploy' } },
        staging: { services: {} },
      },
    })
  })

  it.each<[string, Change]>([
    [
      'escalation.2.only.1: expected one of the severities above: P1, P2, P3',
      file => {
        delete file.severities.P4
        file.escalation[2].only.push('P4')
      },
    ],
    [
      'pagerduty.severity.urgency.low: expected one of the severities above: P1',
      file => {
        file.severities = { P1: { acknowledge: '15m' } }
        file.pagerduty.severity.urgency = { low: 'P3' }
      },
    ],
    [
      'pagerduty.severity.priority.Urgent: expected one of the severities above: P1',
      file => {
        file.severities = { P1: { acknowledge: '15m' } }
        file.pagerduty.severity = { priority: { Urgent: 'P2' } }
      },
    ],
    [
      'escalation: expected a level that a P4 reaches',
      file => {
        for (const level of file.escalation) level.only = ['P1', 'P2', 'P3']
      },
    ],
    [
      "escalation.0.wait: expected no wait: level 1 has its severity's acknowledge time",
      file => {
        file.escalation[0].wait = '5m'
      },
    ],
    [
      'escalation.1.notify.1: expected @learnbot-leads once only',
      file => file.escalation[1].notify.push('@learnbot-leads'),
    ],
    ['pagerduty.services.1: expected PLEARN1 once only', file => file.pagerduty.services.push('PLEARN1')],
    [
      'severities.P1.page: expected pagerduty.services, which it pages through',
      file => {
        delete file.pagerduty
      },
    ],
    [
      'alertmanager.severity.values.critical: expected one of the severities above: P1',
      file => {
        file.severities = { P1: { acknowledge: '15m' } }
        file.pagerduty.severity = {}
        file.alertmanager.severity = { values: { critical: 'P2' } }
      },
    ],
    [
      'alertmanager.severity.default: expected one of the severities above: P1',
      file => {
        file.severities = { P1: { acknowledge: '15m' } }
        file.pagerduty.severity = {}
        file.alertmanager.severity = { default: 'P2' }
      },
    ],
    [
      'alertmanager.url: expected an address without a user name or password',
      file => {
        file.alertmanager.url = 'http://ana:hunter2@alertmanager:9093'
      },
    ],
    [
      'environments.production.services.api-gateway.health: expected an address without a user name or password',
      file => {
        file.environments.production.services['api-gateway'].health = 'https://ana:hunter2@api.example.com'
      },
    ],
    [
      'environments.production.alarmsBegin.api-5xx: expected one of the alarms of its environment',
      file => {
        file.environments.production.alarms = ['web-*']
        file.environments.production.alarmsBegin = { 'web-5xx': 'above 5', 'api-5xx': 'above 5' }
      },
    ],
    [
      'sns.alarms.api-*.severity: expected one of the severities above: P1',
      file => {
        file.severities = { P1: { acknowledge: '15m' } }
        file.pagerduty.severity = {}
        file.sns = { topics, alarms: { 'api-*': { severity: 'P2' } } }
      },
    ],
    [
      'sns.alarms.api-*.service: expected a service of production: api-gateway, frontend',
      file => {
        file.sns = { topics, alarms: { 'api-*': { environment: 'production', service: 'api-gatway' } } }
      },
    ],
    [
      'sns.alarms.api-*.environment: expected the environment that the service is in',
      file => {
        file.sns = { topics, alarms: { 'api-*': { service: 'api-gateway' } } }
      },
    ],
    [
      `sns.topics.1: expected ${topics[0]} once only`,
      file => {
        file.sns = { topics: [...topics, ...topics] }
      },
    ],
    [
      'sns.topics.0: expected the ARN of an SNS topic, which is not a FIFO one: those do not call anybody',
      file => {
        file.sns = { topics: [`${topics[0]}.fifo`] }
      },
    ],
    [
      'pagerduty.services.PLEARN1.environment: expected one of production, staging',
      file => {
        file.pagerduty.services = { PLEARN1: { environment: 'prod' } }
      },
    ],
    [
      'pagerduty.services.PLEARN1.service: expected a service of production: api-gateway, frontend',
      file => {
        file.pagerduty.services = { PLEARN1: { environment: 'production', service: 'api-gatway' } }
      },
    ],
    [
      'environments.production.approvals: expected people.approvers, who are to give them',
      file => {
        delete file.people.approvers
      },
    ],
    [
      'severities.P3.acknowledge: expected no more than a year of business hours',
      file => {
        file.businessHours = { ...file.businessHours, days: ['sun'], to: '09:30' }
        file.severities.P3.acknowledge = '27 business hours'
      },
    ],
    [
      'severities.P4.acknowledge: expected no more than a year of business days',
      file => {
        file.severities.P4.acknowledge = '300 business days'
      },
    ],
    [
      'environments.production.services.api-gateway.scale: expected a min that is not above max',
      file => {
        file.environments.production.services['api-gateway'].scale = { min: 3, max: 2 }
      },
    ],
    [
      'environments.production.services.api-gateway.deploy.version: expected a regular expression',
      file => {
        file.environments.production.services['api-gateway'].deploy.version = '['
      },
    ],
    [
      'environments.production.services.api-gateway.deploy.ecs.image: expected an image with {version} in it',
      file => {
        file.environments.production.services['api-gateway'].deploy.ecs.image = 'api-gateway:latest'
      },
    ],
    [
      'environments.production.services.frontend.deploy: expected one of ecs, github, lambda, kubernetes and compose, or tag, alone or with ecs',
      file => {
        delete file.environments.production.services.frontend.deploy.github
      },
    ],
    [
      "environments.production.services.api-gateway.deploy.ecs: expected the service's own ecs: cluster and service, since deploy.ecs needs them",
      file => {
        delete file.environments.production.services['api-gateway'].ecs
      },
    ],
    [
      'environments: expected at least one environment',
      file => {
        file.environments = {}
      },
    ],
  ])('that contradicts itself is told where: %s', (fault, change) => {
    expect(faults(change)).toEqual([fault])
  })

  it('that counts in business time says when that is, wherever it does', () => {
    expect(
      faults(file => {
        delete file.businessHours
        file.escalation[1].wait = '2 business hours'
        file.severities.P1.postmortem = 'next business day'
        file.milestones = [
          { title: 'Look', within: '5m' },
          { title: 'Answer', within: '2 business days' },
        ]
      }),
    ).toEqual(
      [
        'severities.P1.postmortem',
        'severities.P3.acknowledge',
        'severities.P4.acknowledge',
        'escalation.1.wait',
        'milestones.1.within',
      ].map(path => `${path}: expected businessHours in this file, or a duration by the wall clock`),
    )
  })

  it('shows its contradictions together with what else is wrong', () => {
    const all = faults(file => {
      delete file.title
      file.people.responders = ['learnbot']
      file.escalation[0].wait = '5m'
    })
    expect(all).toEqual([
      'title: Invalid input: expected string, received undefined',
      'people.responders.0: expected a Slack user id, an @usergroup or an e-mail',
      "escalation.0.wait: expected no wait: level 1 has its severity's acknowledge time",
    ])
  })

  it.each([null, 'learnbot', ['learnbot'], 42])('is a map, not %j', file => {
    expect(SystemFile.safeParse(file).success).toBe(false)
  })
})
