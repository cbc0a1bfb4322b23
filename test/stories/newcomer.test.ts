import { pino } from 'pino'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPanel } from '../../sandbox/panel/panel.ts'
import { createWorld, type World } from '../../sandbox/world.ts'
import { readSystemFiles } from '../../src/config/system-files.ts'
import { chromiumPath, lacksChromium } from '../lacks.ts'

const flags = [
  'no-sandbox',
  'disable-gpu',
  'no-first-run',
  'disable-background-networking',
  'disable-component-update',
  'disable-sync',
]

/** Where the picture of the README is put when this is set: `PICTURE=docs/images/sandbox.png npx vitest run newcomer`. */
const picture = process.env.PICTURE

describe.skipIf(lacksChromium("the newcomer's minute"))('a newcomer with a minute', () => {
  let world: World
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    const { systems } = await readSystemFiles('systems')
    const panel = createPanel(systems, () => world)
    world = await createWorld({ systems, log: pino({ level: 'silent' }), panel })
    await world.belay()
    browser = await chromium.launch({ executablePath: chromiumPath, args: flags.map(flag => `--${flag}`) })
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(world.page)
  })
  afterAll(async () => {
    await browser?.close()
    await world?.stop()
  })

  const card = () => page.locator('#messages')
  const thread = () => page.locator('#thread')
  const tour = (act: string) => page.locator('.tour').getByRole('button', { name: act })
  const sees = async (where: () => ReturnType<Page['locator']>, text: string | RegExp) =>
    where().getByText(text).first().waitFor()

  it('fires an alert, sees a thread appear and the ladder climb, and stops it with a button', async () => {
    await tour('Fire an alert').click()
    await sees(card, 'P1 triggered · LearnBot production')
    await card()
      .getByText(/repl(?:y|ies)/)
      .first()
      .click()
    await sees(thread, /Level 1 told: Ana/)

    await tour('On to the next deadline').click()
    await sees(thread, /Level 2 told: Ben/)
    await sees(card, /level 2: nobody has it yet/)
    if (picture) {
      await expect.poll(() => page.locator('.notice').count(), { timeout: 20_000 }).toBe(0)
      await page.screenshot({ path: picture })
    }

    await card().getByRole('button', { name: 'Acknowledge' }).first().click()
    await sees(card, /Ana has it since/)
    await sees(thread, /Ana acknowledged in Slack/)
    expect(world.pagerduty.incidents.map(({ status }) => status)).toEqual(['acknowledged'])
  })

  it('says how it stands in a form, and is answered by name', async () => {
    await card().getByRole('button', { name: 'Post update' }).first().click()
    await page.getByLabel(/How does it stand/).fill('The database is slow; failing over.')
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    await sees(thread, 'The database is slow; failing over.')
  })

  it('breaks a health address and sees it in /health', async () => {
    await page.getByRole('button', { name: 'Break a health address' }).click()
    const box = page.getByPlaceholder(/Message #learnbot-alerts/)
    await box.fill('/health learnbot')
    await box.press('Enter')
    await sees(card, /503/)
  })

  it('rolls back what a deploy broke: red, asked for, approved by somebody else, and green again', {
    timeout: 120_000,
  }, async () => {
    const press = (where: () => ReturnType<Page['locator']>, name: string) =>
      where().getByRole('button', { name, exact: true }).last().click()
    await page.getByRole('button', { name: 'Mend all of them' }).click()
    await tour('A deploy breaks a service').click()
    await sees(card, '5xx rate of api-gateway above 10 %')
    await press(card, 'Health')
    const isDown = () => card().getByText('LearnBot production: 1 down').count()
    await expect.poll(isDown).toBe(2)
    await press(card, 'Roll back api-gateway')
    await page.getByLabel('Type deploy to go on').fill('deploy')
    await page.getByRole('button', { name: 'Plan it' }).click()
    await sees(card, /It waits for approval.*Its message is in the thread of INC-2/)

    await page.getByLabel('You are').selectOption({ label: 'Ben · team lead, approves' })
    await card()
      .getByText(/repl(?:y|ies)/)
      .last()
      .click()
    await press(thread, 'Approve')
    await sees(thread, /▓.* of 2 new tasks running/)
    await sees(thread, 'done: roll back api-gateway, production')
    await page.getByLabel('You are').selectOption({ label: 'Ana · on call' })
    await press(card, 'Health')
    await sees(card, 'LearnBot production: 7 fine')
    await press(card, 'Acknowledge')
    const hers = () =>
      card()
        .getByText(/Ana has it since/)
        .count()
    await expect.poll(hers, { timeout: 20_000 }).toBe(2)
    await press(card, 'Resolve')
    await sees(card, /P1 resolved · LearnBot production.*INC-2/)
  })

  it('takes Slack away: the page is taken in all the same, and stands there once it is back', async () => {
    const lines = () => page.locator('#world .lines').innerText()
    await tour('Slack goes away').click()
    await expect.poll(lines).toContain('Slack is away')
    await page.getByRole('button', { name: 'Fire an alert' }).last().click()
    // Nothing in Slack tells when the page has been taken in.
    const nextDeadline = async () => {
      await tour('On to the next deadline').click()
      return lines()
    }
    await expect.poll(nextDeadline, { timeout: 20_000 }).toMatch(/PagerDuty: triggered, level [23]/)
    expect(await card().getByText('INC-3').count()).toBe(0)
    await tour('Slack is back').click()
    await expect.poll(() => card().getByText('INC-3').count(), { timeout: 30_000 }).toBeGreaterThan(0)
    await expect.poll(lines).not.toContain('Slack is away')
  })

  it('acknowledges in PagerDuty, has the monitor recover, opens it again, and has the clock run', async () => {
    const beside = page.locator('#world')
    const act = (name: string) => beside.getByRole('button', { name, exact: true }).click()
    await act('Acknowledge it there')
    await sees(card, /P1 acknowledged · .*INC-3/)
    await act('The monitor recovers')
    await sees(card, /P1 resolved · .*INC-3/)
    await card().getByRole('button', { name: 'Reopen' }).last().click()
    await page.locator('dialog').getByRole('button', { name: 'Reopen' }).click()
    await sees(card, /P1 triggered · .*INC-3/)

    const runs = async (speed: string) => {
      await beside.getByLabel('How fast').selectOption({ label: speed })
      await act('Run the clock')
    }
    const lines = () => beside.locator('.lines').innerText()
    await runs('60×')
    await expect.poll(lines).toContain('60 times as fast')
    expect(world.clock().rate()).toBe(60)
    await runs('1×')
    await expect.poll(lines).not.toContain('60 times as fast')
    expect(world.clock().rate()).toBe(1)
  })

  it('has forty alerts at once on one card, and takes them with one button', async () => {
    await tour('Forty alerts at once').click()
    await sees(card, /\d\d incidents, worst P1 triggered · LearnBot/)
    await card().getByRole('button', { name: 'Acknowledge all' }).first().click()
    await page.locator('dialog').getByRole('button', { name: 'Acknowledge all' }).click()
    await sees(card, /\d+ incidents of LearnBot are yours/)
  })

  it('is a bystander, and is told who may', async () => {
    await page.getByLabel('You are').selectOption({ label: 'Dan · bystander, no rights' })
    await card().getByRole('button', { name: 'Resolve' }).first().click()
    await sees(card, /Only LearnBot's responders/)
  })
})
