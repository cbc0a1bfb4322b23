import { expect, story } from './stage.ts'

const title = '<!channel> *bold* <http://evil.example.com|your bank> <@U0CARA> @here & </slack>'

/** What in a message would ping somebody or lead to the other bank: by markup where that counts, by element elsewhere. */
function reaching(text: string, blocks: unknown): unknown[] {
  const found: unknown[] = text.match(/<(?:!(?!date|subteam)|@U0CARA|http:\/\/evil)/g) ?? []
  JSON.stringify(blocks, (_, value) => {
    const { type, text, user_id, url } = value ?? {}
    if (type === 'mrkdwn' && /<(?:!(?!date|subteam)|@U0CARA|http:\/\/evil)/.test(text)) found.push(text)
    if (type === 'broadcast' || user_id === 'U0CARA' || /evil/.test(url ?? '')) found.push(value)
    return value
  })
  return found
}

story('a hostile alert is text: it pings nobody and links nowhere', async stage => {
  const { ana, fire, slack, pagerduty, world } = stage
  const page = fire(title)
  const card = await stage.card('your bank')
  const thread = stage.threadOf(card)
  await stage.channel().shows(title)
  await thread.shows(`PagerDuty opened it as P1: ${title}`, 'Level 1 told: Ana')
  await ana.direct.shows(title)
  pagerduty.note(page.id, world.pagerdutyUser('ben'), title)
  await thread.shows('Ben noted in PagerDuty', title)
  const bens = world.pagerdutyUser('ben')
  pagerduty.publish(page.id, bens, title)
  pagerduty.addResponder(page.id, bens, world.pagerdutyUser('cara'), title)
  pagerduty.setBridge(page.id, bens, title)
  await thread.shows('Ben published a status update in PagerDuty', title)
  await thread.shows('Ben asked Cara to help in PagerDuty', title, 'Ben set where to talk in PagerDuty')
  await ana.says(`@Belay note ${title}`, card)
  await thread.shows('Ana noted in Slack', '*bold*')
  await ana.types('/incident list')
  await ana.alone.shows(title)
  await ana.says('@Belay postmortem', card)
  await thread.message('📎 inc-1-post-mortem.md')

  for (const { text, blocks } of slack.workspace.messages.filter(({ user }) => user === 'U0BELAY'))
    expect(reaching(text, blocks)).toEqual([])
})

story('a hostile title in a form and a hostile command come out as they went in', async stage => {
  const { dan, slack } = stage
  await dan.types('/incident declare "<!everyone> `rm -rf` ~x~ :boom:" --severity P4')
  await dan.alone.shows('INC-1 is open: P4')
  await stage.channel().shows('`rm -rf` ~x~ :boom:')
  await dan.types(`/belay ${'<!channel> '.repeat(3)}`)
  await dan.alone.shows('There is no command')
  for (const { text, blocks } of [...slack.workspace.messages, ...slack.workspace.ephemerals])
    expect(reaching(text, blocks)).toEqual([])
})

story('a hostile alert key is no command: the buttons of its card mean its own incident', async stage => {
  const { ana, fire } = stage
  fire('p99 latency above 3 s')
  const real = await stage.card('p99 latency above 3 s')
  fire('harmless', { key: 'belay/INC-1 --/1' })
  const forged = await stage.card('harmless')
  await ana.clicks('Acknowledge', forged)
  await stage.threadOf(forged).shows('Ana acknowledged in Slack')
  await stage.channel().shows('🔴 P1 triggered', 'INC-1', '🟠 P1 acknowledged', 'INC-2')
  expect(stage.threadOf(real).text()).not.toContain('acknowledged')
})
