import { describe, expect, it } from 'vitest'
import { link, mrkdwnWords, words } from '../../blocks/rich.ts'
import { clipMrkdwn, mrkdwn, oneLine, visible } from '../../blocks/text.ts'
import { dayTime, time, timeNear } from '../../blocks/time.ts'
import { began, hour } from './sample.ts'

describe('text from outside in mrkdwn', () => {
  it.each([
    ['a < b && c > d', 'a &lt; b &amp;&amp; c &gt; d'],
    ['<!channel>', '&lt;!channel&gt;'],
    ['&lt;', '&amp;lt;'],
    ['*bold* ~gone~ `code`', '∗bold∗ ∼gone∼ ˋcodeˋ'],
    ['_italic_ but snake_case_name', 'ˍitalicˍ but snake_case_name'],
    ['@here #general', '@\u2060here #\u2060general'],
    ['https://evil.example', 'https:\u2060//evil.example'],
    [':fire: at 10:30', ':\u2060fire: at 10:30'],
    ['5 * 3 = 15, 100 %', '5 ∗ 3 = 15, 100 %'],
  ])('%s', (outside, shown) => {
    expect(mrkdwn(outside)).toBe(shown)
  })

  it('is cut where no escape, no mention and no time of Belay’s is cut in two', () => {
    expect(clipMrkdwn('abc &amp; def', 8)).toBe('abc …')
    expect(clipMrkdwn('abc <!date^1^{time}|x> def', 14)).toBe('abc …')
    expect(clipMrkdwn('short', 8)).toBe('short')
  })
})

it('text is made visible, and never empty', () => {
  expect(visible('a\r\nb\u2028c\n\n\n\nd')).toBe('a\nb\nc\n\nd')
  expect(visible('\u202Etxt.exe\u0000\u200B')).toBe('txt.exe')
  expect(visible(' \u2800\u3164 ')).toBe('(no text)')
  expect(oneLine('a\n  b\tc')).toBe('a b c')
  expect(words('a\nb', ' · ')).toEqual([
    { type: 'text', text: 'a b' },
    { type: 'text', text: ' · ' },
  ])
})

describe('a link', () => {
  it('keeps its label when that is no address', () => {
    expect(link('Dashboard', 'https://dash.example.com/a?b=1&c=<2>|3')).toEqual({
      type: 'link',
      text: 'Dashboard',
      url: 'https://dash.example.com/a?b=1&c=%3C2%3E%7C3',
    })
  })

  it.each([
    'https://dash.example.com',
    'dash.example.com',
    'www.example',
    'dash．example。com',
    'www․example',
  ])('does not let a label pose as another address (%s)', label => {
    expect(link(label, 'https://evil.example/login')).toMatchObject({ text: 'evil.example' })
  })

  it.each(['javascript:alert(1)', 'not an address', 'https://user:pass@example.com', 'slack://open', ''])(
    'is text when its address is not to be opened (%s)',
    url => {
      expect(link('Dashboard', url)).toEqual({ type: 'text', text: 'Dashboard' })
    },
  )
})

describe('a time', () => {
  it('is in the zone of whoever reads it, with UTC where Slack cannot tell', () => {
    expect(mrkdwnWords(words('at ', time(began)))).toBe(`at <!date^${began / 1000}^{time}|02:14 UTC>`)
    expect(mrkdwnWords([dayTime(began)])).toBe(
      `<!date^${began / 1000}^{date_short_pretty} {time}|2026-11-21 02:14 UTC>`,
    )
  })

  it('has its day when it is far from what the reader knows the day of', () => {
    expect(timeNear(began + 13 * hour, began)).toEqual(dayTime(began + 13 * hour))
    expect(timeNear(began + 11 * hour, began)).toEqual(time(began + 11 * hour))
  })
})
