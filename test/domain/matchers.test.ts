import { expect, test } from 'vitest'
import { matchersText, reachOf, readMatchers } from '../../src/domain/matchers.ts'

test.each([
  ['alertname=HighErrorRate', 'alertname=HighErrorRate'],
  ['{alertname="High rate", service=~"api|web"}', 'alertname="High rate" service=~"api|web"'],
  ['severity!=info  job!~"test.*"', 'severity!=info job!~"test.*"'],
  ['summary="say \\"hi\\" \\\\ bye"', 'summary="say \\"hi\\" \\\\ bye"'],
  ['alertname=“High rate”', 'alertname="High rate"'],
  ['instance=10.0.0.1:9100', 'instance=10.0.0.1:9100'],
])('%s is read, and written again', (text, written) => {
  const { matchers, left } = readMatchers(text)
  expect([matchersText(matchers), left]).toEqual([written, ''])
  expect(readMatchers(written).matchers).toEqual(matchers)
})

test.each([
  ['HighErrorRate', 'HighErrorRate'],
  ['alertname=HighErrorRate for the night', 'for the night'],
  ['9lives=yes', '9lives=yes'],
  ['alertname=', 'alertname='],
])('of %s there is left what is no matcher', (text, left) => {
  expect(readMatchers(text).left).toBe(left)
})

test.each([
  ['alertname=~".*"', 'everything'],
  ['alertname=~".+"', 'everything'],
  ['alertname=~"(?s).*"', 'everything'],
  ['alertname=~"(?i)[a-m].*|[n-z].*"', 'everything'],
  ['alertname=~"[A-Z].*"', 'everything'],
  ['alertname=~"\\\\PZ+"', 'everything'],
  ['alertname=~"[[:word:]]+"', 'everything'],
  ['service=~"|api"', 'everything'],
  ['severity!=critical job!~"x"', 'everything'],
  ['alertname=""', 'everything'],
  ['alertname=~".*" environment=production', 'something'],
  ['environment=production', 'something'],
  ['service=~"api-.*"', 'something'],
  [`service=~"${'api-gateway|'.repeat(40)}web"`, 'something'],
  ['service=~"("', 'unreadable'],
  ['service=~"(?=api).*"', 'unreadable'],
  ['severity!=info service!~"("', 'unreadable'],
])('%s picks %s', (text, reach) => {
  expect(reachOf(readMatchers(text).matchers)).toBe(reach)
})

test.each([
  [`alertname=~"${'.*'.repeat(95)}!"`, 'something'],
  ['alertname=~"(?:(?:x+x+)+y)+"', 'something'],
  [`alertname=~"${'.*'.repeat(480)}!"`, 'unreadable'],
  [['a', 'b', 'c', 'd'].map(name => `${name}=~"${'x{1000}'.repeat(20)}"`).join(' '), 'unreadable'],
])('an expression that was made to take long takes no longer: %s', (text, reach) => {
  expect(reachOf(readMatchers(text).matchers)).toBe(reach)
})
