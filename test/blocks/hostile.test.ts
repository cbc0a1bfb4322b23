import { describe, expect, it } from 'vitest'
import { logFile } from '../../blocks/logs.ts'
import { plain } from '../../blocks/plain.ts'
import { postmortem } from '../../blocks/postmortem.ts'
import { faults, live, viewFaults } from './check.ts'
import { everyMessage, everyModal, incidentsWith, logsWith } from './every-message.ts'
import { objects } from './reading.ts'
import { everything } from './sample.ts'

const hostile = [
  '<!channel> wake up',
  '<!here|here> and @here, @channel, @everyone',
  '<@U0ANA> <@W0BEN|ben> <#C0GENERAL> <!subteam^S0ONCALL>',
  '&lt;!channel&gt; &amp;lt;@U1&amp;gt; &',
  '<https://evil.example/login|https://dash.example.com>',
  'https://x|y>',
  'https://evil.example/a|b>c<d',
  'https://dash.example.com@evil.example/',
  'javascript:alert(1)',
  'see https://evil.example and www.evil.example, mailto:a@evil.example',
  '*bold* _italic_ ~gone~ `code` ```block``` *_~all~_*',
  'line\n*Belay*: 🟢 P1 resolved\n>quoted\r\n&gt; more\u2028and more',
  '\u202Egnp.exe \u2066left\u2069 \u200Bzero\u200B \uFEFF \u0000\u0007\u001B[31m \u{E0041}',
  ':rotating_light: :+1: 10:30:00 :a:b:c:',
  '[text](https://evil.example) ![image](https://evil.example/x.png) <script>alert(1)</script> | cell | # heading',
  '<!date^1700000000^{date}^https://evil.example|today>',
  '',
  '   \n\t ',
  '\u200B\u2060\u00AD',
  '\uD800 half a pair \uDC00',
  '👩‍💻 naïve ‎العربية हिन्दी',
]

/** A link is honest when its label is no address, or its own. */
const honest = (label: string, url: string): boolean =>
  /^https?:\/\//.test(url) &&
  !/[|<>]/.test(url) &&
  !new URL(url).username &&
  (!/\p{L}\.\p{L}{2}|:\/\//u.test(label) || label === new URL(url).host)

describe.each(hostile)('text from outside is shown as text: %j', text => {
  const messages = everyMessage(text, text)

  it('in every message', () => {
    for (const [name, message] of Object.entries(messages)) {
      expect([name, ...faults(message)]).toEqual([name])
      expect([name, ...live(message).filter(found => !found.includes(' → '))]).toEqual([name])
      const links = [...objects(message.blocks)].filter(({ type }) => type === 'link')
      for (const { text: label, url } of links)
        expect([label, url, honest(label, url)]).toEqual([label, url, true])
    }
  })

  it('in plain sections too', () => {
    for (const [name, message] of Object.entries(messages)) {
      const fallback = plain(message)
      expect([name, ...faults(fallback), ...live(fallback)]).toEqual([name])
    }
  })

  it('in modals', () => {
    for (const [name, view] of Object.entries(everyModal(text, text))) {
      expect([name, ...viewFaults(view)]).toEqual([name])
      for (const part of objects(view)) {
        expect(part.type).not.toBe('mrkdwn')
        if (part.type === 'plain_text') expect(part.emoji).toBe(false)
      }
    }
  })

  it('in what is said beside a file of log lines', () => {
    const { comment, content } = logFile(logsWith(text, 40), 'Europe/Berlin')
    const said = { text: comment, blocks: [] }
    expect(live(said)).toEqual([])
    expect(comment.split('\n')).toHaveLength(7)
    expect(content.split('\n').length).toBeGreaterThan(40)
  })

  it('in a post-mortem', () => {
    for (const incident of Object.values(incidentsWith(text, text))) {
      const { content, name, comment } = postmortem(incident, Object.values(everything(text, text)), text)
      expect(content.replace(/^> /gm, '')).not.toMatch(
        /(?<!\\)[<>]|(?<!\\)[[!]\w.*\]\(|\w:\/\/|www\.\w|@(?:here|channel|U0)/,
      )
      expect(content.replace(/\\./g, '')).not.toMatch(/`|~~|\*/)
      const rows = content.split('\n').filter(line => line.startsWith('| 2026'))
      expect(rows.length).toBeGreaterThanOrEqual(24)
      for (const row of rows) expect(row.replaceAll('\\|', '').split('|').length).toBeLessThanOrEqual(5)
      expect(name + comment).not.toContain('<')
    }
  })
})

it('invisible characters and directions are taken out, joiners that scripts need stay', () => {
  const said = JSON.stringify(everyMessage('\u202Ea\u200Bb\u{E0041} 👩\u200D💻', 'x')['card triggered'])
  expect(said).toContain('ab 👩\u200D💻')
  expect(said).not.toMatch(/[\u202E\u200B]|\u{E0041}/u)
})

it('a line break from outside cannot begin a line of Belay’s own', () => {
  const { 'card triggered': card, 'note acknowledged': note } = everyMessage('calm\n🟢 P1 resolved', 'x')
  expect(JSON.stringify(card)).toContain('calm 🟢 P1 resolved')
  const quotes = [...objects(note)].filter(({ type }) => type === 'rich_text_quote')
  expect(quotes.map(({ elements }) => elements[0].text)).toEqual(['calm\n🟢 P1 resolved'])
})
