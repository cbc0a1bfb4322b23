import { describe, expect, it } from 'vitest'
import { pagerdutyServiceOf, policyOf, routeOf, severityOf } from '../../src/domain/routing.ts'
import { system } from './system-file.ts'

const mapped = system(file => {
  file.pagerduty.services = {
    PLEARN1: { environment: 'production' },
    PGATE: { environment: 'production', service: 'api-gateway' },
    PSTAGE: { environment: 'staging' },
  }
})

describe('a page', () => {
  it('belongs where the system file says', () => {
    expect(routeOf(mapped, 'PLEARN1')).toEqual({ environment: 'production' })
    expect(routeOf(mapped, 'PGATE')).toEqual({ environment: 'production', service: 'api-gateway' })
    expect(routeOf(mapped, 'PSTAGE')).toEqual({ environment: 'staging' })
  })

  it('belongs to production when the file does not say, or to the first environment there is', () => {
    expect(routeOf(system(), 'PLEARN1')).toEqual({ environment: 'production' })
    const turned = system(file => {
      const { production, staging } = file.environments
      file.environments = { staging, production }
    })
    expect(routeOf(turned, 'PLEARN1')).toEqual({ environment: 'production' })
    const other = system(file => {
      file.environments = { live: { channel: '#live' }, test: { channel: '#test' } }
    })
    expect(routeOf(other, 'PLEARN1')).toEqual({ environment: 'live' })
  })

  it('of a service that nobody lists belongs nowhere', () => {
    expect(routeOf(system(), 'POTHER')).toBeUndefined()
    expect(routeOf(mapped, 'constructor')).toBeUndefined()
  })

  it('is as severe as its priority says, else its urgency', () => {
    expect(severityOf(system(), { priority: 'P1', urgency: 'low' })).toBe('P1')
    expect(severityOf(system(), { priority: 'P5', urgency: 'high' })).toBe('P2')
    expect(severityOf(system(), { urgency: 'low' })).toBe('P3')
    expect(severityOf(system(), { priority: 'constructor', urgency: 'low' })).toBe('P3')
  })

  it('that the file says nothing of is a P3, or the least severe there is', () => {
    const silent = system(file => {
      delete file.pagerduty.severity
    })
    expect(severityOf(silent, { urgency: 'high' })).toBe('P3')
    const short = system(file => {
      delete file.pagerduty.severity
      file.severities = { P2: { acknowledge: '1h' }, P1: { acknowledge: '15m' } }
    })
    expect(severityOf(short, { urgency: 'high' })).toBe('P2')
  })
})

describe('the PagerDuty service that pages for a place', () => {
  it.each([
    ['production', 'api-gateway', 'PGATE'],
    ['production', 'frontend', 'PLEARN1'],
    ['production', undefined, 'PLEARN1'],
    ['staging', undefined, 'PSTAGE'],
    ['elsewhere', undefined, undefined],
  ])('of %s %s is %s', (environment, service, id) => {
    expect(pagerdutyServiceOf(mapped, environment, service)).toBe(id)
  })
})

it('an incident keeps the rules of its system', () => {
  const given = system()
  expect(policyOf(given)).toEqual({
    severities: given.severities,
    ladder: given.escalation,
    businessHours: given.businessHours,
  })
})
