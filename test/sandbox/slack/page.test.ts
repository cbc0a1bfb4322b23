import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSlack, type Slack } from '../../../sandbox/slack/slack.ts'
import { chromiumPath, lacksChromium } from '../../lacks.ts'
import { approval, declare, hostile, since, triggered } from './incident.ts'
import { team } from './team.ts'

type Asked = Record<string, unknown> & {
  type?: string
  user?: { id: string }
  actions?: { value?: string }[]
}

describe.skipIf(lacksChromium('the page'))('the page', () => {
  let browser: Browser
  let page: Page
  let slack: Slack
  let app: Server
  let acts: unknown[]
  /** What the app was asked, and what it answers at once. */
  let asked: Asked[]
  let answer: (payload: Asked) => Promise<string> | string

  beforeAll(async () => {
    const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: [...args, '--disable-component-update', '--disable-sync'],
    })
  })
  afterAll(() => browser.close())

  beforeEach(async () => {
    asked = []
    acts = []
    answer = () => ''
    app = createServer(async (request, response) => {
      const body = await text(request)
      const form = Object.fromEntries(new URLSearchParams(body))
      const payload = (
        body.startsWith('{') ? JSON.parse(body) : form.payload ? JSON.parse(form.payload) : form
      ) as Asked
      asked.push(payload)
      const said = await answer(payload)
      response.setHeader('content-type', said.startsWith('{') ? 'application/json' : 'text/plain')
      response.end(said)
    })
    await new Promise<void>(resolve => app.listen(0, '127.0.0.1', resolve))
    slack = createSlack({
      seed: team(),
      app: {
        url: `http://127.0.0.1:${(app.address() as AddressInfo).port}`,
        signingSecret: 'shh',
        botToken: 'xoxb-1',
      },
      panel: {
        title: 'The world outside',
        tour: 'Let something **break**.',
        state: () => [since * 1000, 'PagerDuty: triggered'],
        groups: [
          {
            title: 'PagerDuty',
            acts: [
              {
                id: 'fire',
                label: 'Fire an alert',
                fields: [{ name: 'priority', label: 'Priority', options: [{ label: 'P2', value: 'P2' }] }],
              },
            ],
          },
        ],
        act: async (id, fields) => {
          acts.push([id, fields])
          return 'Something broke.'
        },
      },
    })
    const url = await slack.start()
    page = await browser.newPage({ timezoneId: 'America/New_York', viewport: { width: 1280, height: 800 } })
    await page.goto(url)
    await page.getByText('Nothing has been said here yet.').waitFor()
  })
  afterEach(async () => {
    await page.close()
    app.closeAllConnections()
    app.close()
    await slack.stop()
  })

  async function api(method: string, args: object): Promise<{ ts: string }> {
    const response = await fetch(`${slack.apiUrl()}${method}`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-1', 'content-type': 'application/json' },
      body: JSON.stringify(args),
    })
    return (await response.json()) as { ts: string }
  }
  const post = (message: object) => api('chat.postMessage', { channel: 'CALERTS', ...message })
  const become = (name: string) => page.getByLabel('You are').selectOption({ label: name })
  const messages = () => page.locator('#messages .message')
  const write = async (line: string, where = '#messages') => {
    await page.locator(`${where} textarea`).fill(line)
    await page.keyboard.press('Enter')
  }

  it('shows a message as it comes, with times in the reader’s own zone', async () => {
    await post(triggered)
    const time = new Date(since * 1000).toLocaleTimeString('en-GB', {
      timeZone: 'America/New_York',
      hour: '2-digit',
      minute: '2-digit',
    })
    await page.getByText(`Since ${time} · nobody has it yet`).waitFor()
    expect(await messages().getByRole('link').allTextContents()).toEqual(['PagerDuty', 'Dashboard'])
  })

  it('shows names for ids, and the change of a message in its place', async () => {
    const { ts } = await post(approval)
    await page.getByText('@Ana asks to roll back').waitFor()
    await api('chat.update', { channel: 'CALERTS', ts, text: '*Approved* by <@UBEN>' })
    await page.getByText('Approved by @Ben').waitFor()
    expect(await messages().count()).toBe(1)
  })

  it('never takes text from outside for markup', async () => {
    await post({ text: hostile, blocks: [{ type: 'header', text: { type: 'plain_text', text: hostile } }] })
    await post({ text: `${hostile} <javascript:alert(1)|click>` })
    await post({ text: 'x', blocks: [{ type: 'markdown', text: `${hostile} [click](javascript:alert(1))` }] })
    await slack.say('Ben', '#learnbot-alerts', hostile)
    await expect.poll(() => messages().count()).toBe(4)
    expect(await messages().first().textContent()).toContain(hostile)
    expect(await page.locator('#messages .content').locator('img, script, a').count()).toBe(0)
    expect(await page.title()).toBe('Belay sandbox')
  })

  it('presses a button for whoever one is, once it is confirmed', async () => {
    await post(triggered)
    await become('Ben · Approver')
    await page.getByRole('button', { name: 'Escalate' }).click()
    await page.getByText('Level 2 is told now instead of later').waitFor()
    await page.locator('dialog').getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Escalate' }).click()
    await page.locator('dialog').getByRole('button', { name: 'Escalate' }).click()
    await expect.poll(() => asked.length).toBe(1)
    expect(asked[0]).toMatchObject({ user: { id: 'UBEN' }, actions: [{ value: 'incident escalate' }] })
  })

  it('chooses from a menu and from ⋯', async () => {
    await post(triggered)
    await messages().getByLabel('Severity').selectOption('P2')
    await messages().getByLabel('More actions').click()
    await page.getByRole('menuitem', { name: 'Mitigated' }).click()
    await expect
      .poll(() => asked.map(({ actions }) => actions?.[0]))
      .toMatchObject([
        { selected_option: { value: 'severity P2' } },
        { selected_option: { value: 'mitigate' } },
      ])
  })

  it('takes commands, and shows the answer to one person only', async () => {
    answer = () => 'What Belay can do'
    await write('/belay help')
    await page.getByText('Only visible to you').waitFor()
    await page.getByText('What Belay can do').waitFor()
    expect(asked[0]).toMatchObject({ command: '/belay', text: 'help', user_id: 'UANA' })
    await become('Dan · No rights')
    await page.getByText('Nothing has been said here yet.').waitFor()
  })

  it('writes in a thread, where commands are refused and mentions are heard', async () => {
    await post(triggered)
    await messages().hover()
    await page.getByRole('button', { name: 'Reply in thread' }).click()
    await write('/belay list', '#thread')
    await page.locator('#thread').getByText('/belay is not supported in threads. Sorry!').waitFor()
    await write('@belay ack', '#thread')
    await page.locator('#thread').getByText('@Belay ack').waitFor()
    await page.locator('#messages').getByText('1 reply').waitFor()
    expect(asked).toMatchObject([{ event: { type: 'app_mention', text: '<@UBELAY> ack' } }])
  })

  it('fills in a form: what is missing is said beside it', async () => {
    answer = async payload => {
      if (payload.trigger_id && payload.command)
        await api('views.open', { trigger_id: payload.trigger_id, view: declare })
      return ''
    }
    await write('/belay declare')
    const form = page.locator('dialog.form')
    await form.getByRole('button', { name: 'Declare' }).click()
    await form.getByText('Please complete this required field.').first().waitFor()
    await form.getByLabel('What is wrong?').fill('checkout is slow')
    await form.getByLabel('How bad is it?').selectOption('P2')
    await form.getByRole('button', { name: 'Declare' }).click()
    await form.waitFor({ state: 'detached' })
    expect(asked.at(-1)).toMatchObject({
      type: 'view_submission',
      view: {
        state: {
          values: {
            title: { value: { value: 'checkout is slow' } },
            severity: { value: { selected_option: { value: 'P2' } } },
            person: { value: { selected_user: 'UANA' } },
          },
        },
      },
    })
  })

  it('marks what is unread, and counts what is for oneself', async () => {
    await page.getByRole('button', { name: '#general' }).click()
    await page.getByRole('heading', { name: '#general' }).waitFor()
    await slack.say('Ben', '#learnbot-alerts', 'hello')
    const entry = page.getByRole('button', { name: '#learnbot-alerts' })
    await entry.getByLabel('unread').waitFor()
    await slack.say('Ben', '#learnbot-alerts', '@Ana are you there?')
    await entry.getByLabel('1 for you').waitFor()
    await entry.click()
    await page.getByText('are you there?').waitFor()
    await expect.poll(() => page.locator('.count, .dot').count()).toBe(0)
  })

  it('makes things happen in the world, and says what did', async () => {
    const time = new Date(since * 1000).toLocaleTimeString('en-GB', { timeZone: 'America/New_York' })
    await page.locator('#world').getByText(time).waitFor()
    await page.locator('#world').getByText('PagerDuty: triggered').waitFor()
    await page.getByRole('button', { name: 'Fire an alert' }).click()
    await page.getByText('Something broke.').waitFor()
    expect(acts).toEqual([['fire', { priority: 'P2' }]])
  })

  it('fits on a phone, one part at a time', async () => {
    await post(triggered)
    await post(approval)
    await page.setViewportSize({ width: 390, height: 780 })
    await page.getByRole('button', { name: 'Approve' }).waitFor()
    const widest = () => page.evaluate('document.documentElement.scrollWidth') as Promise<number>
    expect(await widest()).toBe(390)
    await page.getByRole('button', { name: 'World' }).click()
    await page.getByRole('button', { name: 'Fire an alert' }).waitFor()
    expect(await messages().first().isVisible()).toBe(false)
    expect(await widest()).toBe(390)
  })

  it('lets no other site act', async () => {
    const answer = await fetch(new URL('/sandbox/act', page.url()), { method: 'POST', body: 'id=fire' })
    expect(answer.status).toBe(415)
    expect(acts).toEqual([])
  })
})
