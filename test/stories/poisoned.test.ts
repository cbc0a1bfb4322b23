import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { commands } from '../../commands/index.ts'
import type { Received } from '../../sandbox/slack/endpoint.ts'
import { commandOf } from '../coverage/command.ts'
import { rowsOf } from '../coverage/rows.ts'
import { corpus } from './corpus.ts'
import { changed, figures, type Kept, meaning, poison } from './poison.ts'
import { readOnce } from './read-once.ts'
import { alive } from './sent.ts'
import { eventually, expect, minutes, story, systemsOf } from './stage.ts'

const systems = await systemsOf()
const marks = Object.values(corpus)
let count = 0
const hostile = (text: string): string => `${text} ${marks[count++ % marks.length]}`

/** A line for each command there is, as the coverage has it or else its example: what is new is among them. */
function lines(): { line: string; channel: string }[] {
  const first = new Map<string, { line: string; channel: string }>()
  const offer = (name: string, line: string, channel: string) => {
    const plans = 'dry-run' in commands.find(one => one.name === name)!.args.shape
    const asked = plans && !line.includes('--dry-run') ? `${line} --dry-run` : line
    if (!first.has(name)) first.set(name, { line: asked, channel })
  }
  for (const { system, environments } of systems)
    for (const line of rowsOf(system).flatMap(row => row.commands))
      offer(commandOf(line).name, line, environments.production!.channel)
  for (const { name, example } of commands) offer(name, example, '#learnbot-alerts')
  return [...first.values()]
}

/** Every name that a system file has. */
const names = new Set([...JSON.stringify(systems).matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text!))
/** First whatever is only told; then also what something would be found again by, and most is not. */
const rounds: Kept[] = [text => meaning(text) || names.has(text), figures]

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
    const { origin } = new URL(world.webhookUrl())
    let typed = 0
    for (const kept of rounds) {
      const end = poison(world, kept, hostile)
      const before = slack.calls.length
      try {
        for (const { line, channel } of lines()) {
          await slack.slash('Ana', channel, `/belay ${line}`)
          typed += 1
          await eventually(async () => (await answered(origin)) >= typed)
        }
      } finally {
        end()
      }
      nothingLives(slack.calls.slice(before), 25)
    }
    expect(faults).toEqual([])
  },
  { systems, log: pino({ level: 'error' }, { write }) },
)

/** How many commands Belay has answered. */
async function answered(origin: string): Promise<number> {
  const metrics = await (await fetch(`${origin}/metrics`)).text()
  const counts = [...metrics.matchAll(/^belay_commands_total\{.*\} (\d+)/gm)].map(([, n]) => Number(n))
  return counts.reduce((sum, one) => sum + one, 0)
}

/** What names something, in a runbook or a system file, has no spaces. */
const named: Kept = text => figures(text) || !/ /.test(text)
const hostileSystems = systems.map(system => ({
  ...changed(system, named, hostile),
  title: `${system.title} ${corpus.mentions}`,
}))

story(
  'whatever a runbook or a system file says is text: procedures, steps, lists, milestones, and whose they are',
  async stage => {
    const { ana, world } = stage
    const { origin } = new URL(world.webhookUrl())
    const travellr = '#travellr-alerts'
    const shown = systems.flatMap(({ system, environments, runbook }) =>
      readOnce(runbook!, readFileSync(`systems/${runbook}`, 'utf8')).procedures.map(({ id }) => ({
        line: `runbook show ${id} --system ${system}`,
        channel: environments.production!.channel,
      })),
    )
    const lists = ['runbook', 'runbook database', 'schedules', 'oncall', 'silence list', 'help', 'health']
    const all = [...lists.map(line => ({ line, channel: travellr })), ...shown]
    for (const [i, { line, channel }] of all.entries()) {
      await ana.types(`/belay ${line}`, channel)
      await eventually(async () => (await answered(origin)) > i)
    }
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
    nothingLives(stage.slack.calls, 100)
  },
  { systems: hostileSystems, readRunbook: (file, text) => changed(readOnce(file, text), named, hostile) },
)
