import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createWorld } from '../../sandbox/world.ts'
import { commandOf } from '../coverage/command.ts'
import { rowsOf } from '../coverage/rows.ts'
import { eventually } from '../eventually.ts'
import { answeredAt } from './counted.ts'
import { systemsOf } from './stage.ts'

/** What is refused because of how it stands in the demo, where all is well and little has happened. */
const asItStands = [
  /nothing to switch to|is live, and alone/,
  /has no (?:snapshot|change set|branch, tag or commit)|no failed change to go back from/,
  /runs on \S+ already|is to run \d+ already|has no earlier revision/,
  /No key of redis|has no instance|runs already|is closed: it cannot be found/,
]

test('every command that the coverage names is one that somebody on call can type', {
  timeout: 300_000,
}, async () => {
  const told: string[] = []
  const write = (line: string) => {
    const { msg, command, reason, err } = JSON.parse(line) as Record<string, string> & { err?: Error }
    if (msg?.startsWith('a command ')) told.push(`${command}: ${reason ?? err?.message}`)
  }
  const systems = await systemsOf()
  const world = await createWorld({ systems, log: pino({ level: 'info' }, { write }) })
  try {
    await world.belay()
    // Schedules are looked at a minute after a start.
    await world.clock().advance(60_000)
    const { origin } = new URL(world.webhookUrl())
    const typed = systems.flatMap(({ system, environments }) =>
      [...new Set(rowsOf(system).flatMap(({ commands }) => commands))]
        .filter(line => commandOf(line).about === 'system')
        .map(line => ({ line, channel: environments.production!.channel })),
    )
    for (const [i, { line, channel }] of typed.entries()) {
      await eventually(async () => (await answeredAt(origin)) >= i - atOnce)
      const who = commandOf(line).permission === 'approvers' ? 'Ben' : 'Ana'
      await world.slack.slash(who, channel, `/belay ${harmless(line)}`)
    }
    await eventually(async () => (await answeredAt(origin)) >= typed.length)
    // What was only to be shown can be asked for.
    const asking = world.slack.calls
      .flatMap(call => [...JSON.stringify(call).matchAll(/"Ask for it.+?"value":"(.+?)(?<!\\)"/g)])
      .map(([, line]) => JSON.parse(`"${line}"`) as string)
    expect(asking.length).toBeGreaterThan(50)
    for (const line of asking) expect(commandOf(line).about).toBe('system')
  } finally {
    await world.stop()
  }
  expect(told.filter(line => !asItStands.some(one => one.test(line)))).toEqual([])
})

/** So many wait for their answer side by side, that none has to wait for long. */
const atOnce = 3

/** What changes something is only planned; a form opens where not even a version is named. */
function harmless(line: string): string {
  const isPlanned = 'dry-run' in commandOf(line).args.shape && !line.includes('--dry-run')
  return isPlanned && !/^deploy( \S+)?$/.test(line) ? `${line} --dry-run` : line
}
