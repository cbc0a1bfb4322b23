import { describe, expect, it } from 'vitest'
import { alarmOf, placeOf, severityOfAlerts } from '../../src/domain/alert-routing.ts'
import { system } from './system-file.ts'

const topics = ['arn:aws:sns:us-east-1:123456789012:alarms']

describe('how severe a group of alerts is', () => {
  const mapped = system(file => {
    file.alertmanager.severity = { values: { critical: 'P1', warning: 'P3' }, default: 'P2' }
  })

  it('is as severe as the worst of it', () => {
    expect(severityOfAlerts(mapped, [{ severity: 'warning' }])).toBe('P3')
    const both = [{ severity: 'warning' }, { severity: 'critical' }]
    expect(severityOfAlerts(mapped, both)).toBe('P1')
    expect(severityOfAlerts(mapped, both.reverse())).toBe('P1')
  })

  it('is what the file says of all others, else a P3', () => {
    expect(severityOfAlerts(mapped, [{ severity: 'page' }])).toBe('P2')
    expect(severityOfAlerts(mapped, [{}])).toBe('P2')
    expect(severityOfAlerts(mapped, [{ severity: 'constructor' }])).toBe('P2')
    expect(severityOfAlerts(system(), [{ severity: 'critical' }])).toBe('P3')
  })

  it('is read from the label that the file names', () => {
    const other = system(file => {
      file.alertmanager.severity = { label: 'priority', values: { one: 'P1' } }
    })
    expect(severityOfAlerts(other, [{ severity: 'none', priority: 'one' }])).toBe('P1')
  })

  it('is the mildest there is where there is neither a monitor in the file nor a P3', () => {
    const small = system(file => {
      delete file.alertmanager
      file.severities = { P1: file.severities.P1, P2: file.severities.P2 }
      file.pagerduty.severity = {}
    })
    expect(severityOfAlerts(small, [{ severity: 'critical' }])).toBe('P2')
  })
})

describe('where alerts belong', () => {
  it.each([
    [
      { environment: 'production', service: 'frontend' },
      { environment: 'production', service: 'frontend' },
    ],
    [{ environment: 'staging', service: 'frontend' }, { environment: 'staging' }],
    [
      { environment: 'prod', service: 'api-gateway' },
      { environment: 'production', service: 'api-gateway' },
    ],
    [{ environment: 'constructor', service: 'toString' }, { environment: 'production' }],
    [{}, { environment: 'production' }],
  ])('%o is %o', (named, route) => expect(placeOf(system(), named)).toEqual(route))
})

describe('what is said of an alarm', () => {
  const alarming = system(file => {
    file.environments.staging.alarms = ['staging-*']
    file.sns = {
      topics,
      alarms: {
        'api-*': { severity: 'P2', environment: 'production', service: 'api-gateway' },
        'api-5xx-*': { severity: 'P1' },
        'api-5xx-rate*': { severity: 'P2' },
        'api-5xx-rate': { severity: 'P4' },
        'staging-cpu': { severity: 'P3' },
      },
    }
  })

  it.each([
    ['api-latency', 'P2', { environment: 'production', service: 'api-gateway' }],
    ['api-5xx-count', 'P1', { environment: 'production' }],
    ['api-5xx-rate', 'P4', { environment: 'production' }],
    ['staging-cpu', 'P3', { environment: 'staging' }],
    ['staging-memory', 'P3', { environment: 'staging' }],
    ['disk', 'P3', { environment: 'production' }],
  ])('%s is a %s', (name, severity, route) => expect(alarmOf(alarming, name)).toEqual({ severity, route }))

  it('may be said of all others at once', () => {
    const all = system(file => {
      file.sns = { topics, alarms: { '*': { severity: 'P2' } } }
    })
    expect(alarmOf(all, 'disk').severity).toBe('P2')
  })
})
