import { expect, test } from 'vitest'
import { isTooBroad, matchersText, readMatchers } from '../../src/domain/matchers.ts'

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
  ['alertname=~".*"', true],
  ['alertname=~".+"', true],
  ['service=~"|api"', true],
  ['severity!=critical job!~"x"', true],
  ['alertname=""', true],
  ['alertname=~".*" environment=production', false],
  ['environment=production', false],
  ['service=~"api-.*"', false],
  ['service=~"("', false],
])('%s picks %s', (text, broad) => {
  expect(isTooBroad(readMatchers(text).matchers)).toBe(broad)
})
