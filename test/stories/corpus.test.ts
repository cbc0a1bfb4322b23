import { readFileSync } from 'node:fs'
import { topic } from '../../fuzz/requests/sns.ts'
import { corpus, oversized, texts } from './corpus.ts'
import { alive } from './sent.ts'
import { eventually, expect, type Stage, story, systemsOf } from './stage.ts'

const cluster = 'learnbot-production-cluster'
const gateway = 'https://api.learnbot.example.com/health'
const group = '/ecs/learnbot-production/api-gateway'

const systems = (await systemsOf()).map(system =>
  system.system === 'learnbot' ? { ...system, sns: { topics: [topic], alarms: {} } } : system,
)

/** All that was sent to Slack, by method and by what of it is alive. */
function nothingLives({ slack }: Stage, least: Record<string, number>): void {
  for (const call of slack.calls) expect([call.method, ...alive(call)]).toEqual([call.method])
  for (const [method, times] of Object.entries(least))
    expect([method, slack.calls.filter(call => call.method === method).length >= times]).toEqual([
      method,
      true,
    ])
}

/** Whether it came to people at all: some of it, as it can be seen. */
const seen = (text: string): string => /[\p{L}\p{N}]{3,}/u.exec(text.replace(/\P{ASCII}/gu, ' '))![0]

story(
  'whatever PagerDuty is told, and its people are called, is text',
  async stage => {
    const { ana, pagerduty } = stage
    pagerduty.seed({ users: [{ id: 'P0EVIL', name: corpus.mentions, email: 'evil@example.com' }] })
    const pages = texts.map((title, i) =>
      stage.fire(title, { key: title.slice(0, 99), priority: i % 2 ? 'P1' : 'P3' }),
    )
    for (const [i, { id }] of pages.entries()) {
      pagerduty.note(id, 'P0EVIL', texts[(i + 1) % texts.length]!)
      if (i % 2) pagerduty.acknowledge(id, 'P0EVIL')
    }
    const card = await stage.card(seen(corpus.homographs))
    await stage.threadOf(card).shows('noted in PagerDuty')
    await stage.looked()
    await ana.types('/incident list')
    await ana.alone.shows('INC-')
    await ana.types('/belay oncall')
    await ana.says('@Belay postmortem', card)
    await stage.threadOf(card).message('📎')
    await stage.delivered()
    nothingLives(stage, { 'chat.postMessage': 6, 'chat.update': 1 })
  },
  { systems },
)

story(
  'whatever monitors tell is text',
  async stage => {
    const { world } = stage
    const sample = JSON.parse(
      readFileSync('test/samples/alertmanager/webhook-firing-HighP99Latency.json', 'utf8'),
    )
    for (const text of texts) {
      const words = { alertname: text, service: text, severity: 'critical', [text.slice(0, 50)]: text }
      const said = {
        summary: text,
        description: text,
        runbook_url: text,
        dashboard: `https://x@evil.example/${text}`,
      }
      const alerts = [
        { ...sample.alerts[0], labels: words, annotations: said, generatorURL: `javascript:${text}` },
      ]
      const body = {
        ...sample,
        alerts,
        groupKey: text,
        commonLabels: words,
        commonAnnotations: said,
        externalURL: text,
      }
      const answer = await fetch(new URL('/webhooks/alertmanager/learnbot', world.webhookUrl()), {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox' },
        body: JSON.stringify(body),
      })
      expect(answer.status).toBe(202)
      const alarm = { name: text.slice(0, 200), state: 'ALARM', at: Date.now(), description: text } as const
      const to = new URL('/webhooks/sns/learnbot', world.webhookUrl())
      expect((await world.sns.post(to, world.sns.alarm({ arn: topic }, alarm))).status).toBe(202)
    }
    for (const text of [corpus.links, corpus.nested]) await stage.channel().shows(seen(text))
    nothingLives(stage, { 'chat.postMessage': 4 })
  },
  { systems },
)

story(
  'whatever people type, and are called, is text',
  async stage => {
    const { ana, ben, slack } = stage
    slack.workspace.people.get('U0DAN')!.name = corpus.mentions.replaceAll('U0DAN', 'U0EVIL')
    const person = (id: string) => ({ types: (line: string) => slack.slash(id, '#learnbot-alerts', line) })
    const evil = person('U0DAN')
    const card = await stage.card(stage.fire('p99 latency above 3 s').title)
    await ana.says('@Belay ack', card)
    for (const text of texts) {
      const typed = text.replaceAll('"', "'").slice(0, 2_900)
      await evil.types(`/incident declare "${typed}" --severity P4`)
      await evil.types(`/belay ${typed}`)
      await evil.types(`/belay help ${typed}`)
      await ana.types(`/health ${typed}`)
      await ana.types(`/deploy ${typed}`)
      await ana.types(`/belay logs api-gateway --contains "${typed}"`)
      await ana.types(`/belay restart api-gateway --reason "${typed.slice(0, 200)}" --confirm deploy`)
      await ana.says(`@Belay note ${typed}`, card)
      await ana.says(`@Belay update ${typed}`, card)
    }
    await ana.types(`/belay lock frontend ${corpus.mentions}`)
    await evil.types(`/belay lock frontend ${corpus.links}`)
    const asked = await stage.channel().message('waits for approval: restart api-gateway', '[Decline]')
    await ben.clicks('Decline', asked)
    await ben.form()
    await ben.submits({ text: corpus.markdown })
    const said = await slack.say('Ben', '#learnbot-alerts', oversized.slice(0, 3_000))
    await ana.declaresFrom(said.ts)
    await ana.form()
    await stage.channel().message('declined: restart api-gateway')
    await stage.threadOf(card).shows('noted in Slack')
    await ana.types('/belay audit')
    await ana.alone.shows('Audit of LearnBot')
    nothingLives(stage, { response_url: 40, 'views.open': 2, 'chat.postMessage': 4 })
  },
  { systems },
)

story(
  'whatever AWS, GitHub, logs and health addresses answer is text',
  async stage => {
    const { ana, ben, world } = stage
    const { aws, endpoints, github } = world
    for (const text of texts) {
      endpoints.set(gateway, {
        is: 'failing',
        body: { status: text, [text.slice(0, 60)]: 'down', database: text },
      })
      aws.ecs.set({
        cluster,
        service: 'learnbot-production-resume-parser',
        running: 0,
        events: [{ message: text, at: Date.now() }],
        stopped: [{ at: 1_795_227_000, reason: text, exitCode: 1, containerReason: text }],
      })
      aws.rds.set({ id: 'learnbot-production-postgres', status: text.slice(0, 80) })
      await ana.types('/health learnbot')
      aws.logs.write(group, { at: Date.now(), message: `ERROR ${text}` })
    }
    await ana.alone.shows('LearnBot production: ')
    await ana.types('/belay logs api-gateway --errors')
    await ana.types('/belay logs api-gateway')
    await eventually(() => stage.slack.calls.some(({ method }) => method === 'files.completeUploadExternal'))

    const at = Date.now()
    const commits = texts.map((message, i) => ({
      sha: `${i}`.repeat(40),
      message,
      author: corpus.mentions,
      at,
    }))
    github.set({
      name: 'travelbot/travelbot',
      branches: { main: commits },
      workflows: { 'production-deployment.yml': { name: corpus.links, jobs: texts } },
    })
    await ana.types('/deploy travelbot --branch main', '#alerts')
    await ben.clicks('Approve', await stage.channel('#alerts').message('waits for approval', '[Approve]'))
    await stage.channel('#alerts').message('under way: deploy travelbot')
    await eventually(() => github.started().length === 1)
    await stage.later(60_000)
    await stage.channel('#alerts').message('done: deploy travelbot')
    await ana.types('/deploy travelbot', '#alerts')
    await ana.form()
    nothingLives(stage, { response_url: 6, 'chat.update': 1, 'views.open': 1 })
  },
  { systems },
)
