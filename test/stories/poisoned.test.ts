import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import type { Received } from '../../sandbox/slack/endpoint.ts'
import { corpus } from './corpus.ts'
import { everyCommand, typesAll } from './every-command.ts'
import { changed, figures, type Kept, meaning, poison } from './poison.ts'
import { readOnce } from './read-once.ts'
import { alive } from './sent.ts'
import { expect, minutes, story, systemsOf } from './stage.ts'

const systems = await systemsOf()
const marks = Object.values(corpus)
let count = 0
const hostile = (text: string): string => `${text} ${marks[count++ % marks.length]}`

/** Every name that a system file has. */
const names = new Set([...JSON.stringify(systems).matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text!))
/** First whatever is only told; then also what something would be found again by, and most is not. */
const rounds: Kept[] = [(text, at) => meaning(text, at) || names.has(text), figures]

/** Nothing of what was sent is alive, and that much of it came to people. */
function nothingLives(sent: readonly Received[], least: number): void {
  for (const call of sent) expect([call.method, ...alive(call)]).toEqual([call.method])
  const telling = sent.filter(call => /evil|everyone|gnp\.exe|bank。|quote/.test(JSON.stringify(call)))
  expect(telling.length).toBeGreaterThan(least)
}

const faults: string[] = []
const write = (line: string) => faults.push(line)

story(
  'whatever any provider tells to any command is text, and none fails at it',
  async stage => {
    const { world, slack } = stage
    for (const kept of rounds) {
      const end = poison(world, kept, hostile)
      const before = slack.calls.length
      try {
        await typesAll(slack, world.webhookUrl(), everyCommand(systems))
      } finally {
        end()
      }
      nothingLives(slack.calls.slice(before), 25)
    }
    expect(faults).toEqual([])
  },
  { systems, log: pino({ level: 'error' }, { write }) },
)

/** What names something, in a runbook or a system file, has no spaces. */
const named: Kept = (text, at) => figures(text, at) || !/ /.test(text)
const hostileSystems = systems.map(system => ({
  ...changed(system, named, hostile),
  title: `${system.title} ${corpus.mentions}`,
}))

story(
  'whatever a runbook or a system file says is text: procedures, steps, lists, milestones, and whose they are',
  async stage => {
    const { ana, slack, world } = stage
    const travellr = '#travellr-alerts'
    const shown = systems.flatMap(({ system, environments, runbook }) =>
      readOnce(runbook!, readFileSync(`systems/${runbook}`, 'utf8')).procedures.map(({ id }) => ({
        line: `runbook show ${id} --system ${system}`,
        channel: environments.production!.channel,
      })),
    )
    const lists = ['runbook', 'runbook database', 'schedules', 'oncall', 'silence list', 'help', 'health']
    const all = [...lists.map(line => ({ line, channel: travellr })), ...shown]
    await typesAll(slack, world.webhookUrl(), all)
    await ana.types('/belay checklist before-maintenance', travellr)
    const list = await stage.channel(travellr).message('Before Maintenance Window', '0 of 5 done')
    const [, id] = /checklist tick (\w+)/.exec(JSON.stringify(list.blocks))!
    for (let item = 1; item <= 5; item++) await ana.types(`/belay checklist tick ${id} ${item}`, travellr)
    await stage.threadOf(list).shows('Before Maintenance Window', 'is done: 5 of 5, by Ana')

    await ana.types('/incident declare "chat is slow" --severity P2 --system travelbot', '#alerts')
    const card = await stage.card('chat is slow', '#alerts')
    await ana.clicks('Acknowledge', card)
    await stage.threadOf(card).shows('Ana acknowledged')
    await stage.later(5 * minutes)
    await stage.threadOf(card).message('Due by now: Immediate Response')
    nothingLives(slack.calls, 100)
  },
  { systems: hostileSystems, readRunbook: (file, text) => changed(readOnce(file, text), named, hostile) },
)
