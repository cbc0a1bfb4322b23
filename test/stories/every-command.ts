import { commands } from '../../commands/index.ts'
import type { Slack } from '../../sandbox/slack/slack.ts'
import type { System } from '../../src/domain/system.ts'
import { exampleAt } from '../../src/engine/examples.ts'
import { commandOf } from '../coverage/command.ts'
import { rowsOf } from '../coverage/rows.ts'
import { eventually } from '../eventually.ts'
import { answeredAt } from './counted.ts'

export interface Typed {
  line: string
  channel: string
}

/** A line for each command there is, as the coverage has it or else its example, and every step of a runbook that the coverage names: what is new is among them. */
export function everyCommand(systems: System[]): Typed[] {
  const first = new Map<string, Typed>()
  const offer = (name: string, line: string, channel: string) => {
    const plans = 'dry-run' in commands.find(one => one.name === name)!.args.shape
    const asked = plans && !line.includes('--dry-run') ? `${line} --dry-run` : line
    const key = name === 'runbook step' ? line : name
    if (!first.has(key)) first.set(key, { line: asked, channel })
  }
  for (const { system, environments } of systems)
    for (const line of rowsOf(system).flatMap(row => row.commands))
      offer(commandOf(line).name, line, environments.production!.channel)
  for (const { name, example } of commands)
    for (const system of systems) {
      const line = exampleAt(example, commands, { system, environment: 'production' })
      if (line !== undefined) offer(name, line, system.environments.production!.channel)
    }
  return [...first.values()]
}

/** Types them one after the other, each once the one before has its answer. */
export async function typesAll(slack: Slack, webhooks: string, lines: Typed[]): Promise<void> {
  const { origin } = new URL(webhooks)
  let before = await answeredAt(origin)
  for (const { line, channel } of lines) {
    await slack.slash('Ana', channel, `/belay ${line}`)
    before += 1
    await eventually(async () => (await answeredAt(origin)) >= before)
  }
}
