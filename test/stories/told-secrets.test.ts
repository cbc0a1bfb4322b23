import { pino } from 'pino'
import { connect } from '../../src/store/connect.ts'
import { everyCommand, typesAll } from './every-command.ts'
import { heldIn } from './held.ts'
import { type Kept, poison } from './poison.ts'
import { expect, type Stage, story, systemsOf } from './stage.ts'

const canary = 'cnry5f0e9a1b'
const systems = await systemsOf()

/** Where a provider tells what a program is given: a task's, a function's, a pod's, a container's; and what a secret is. */
const given =
  /(?:environment|env)\.value$|\.Variables\.\w+$|(?:^|\.)Config\.Env$|(?:^|\.)(?:SecretString|ParameterValue)$/
/** What somebody or something has said, and pasted into it what lets its readers in. */
const isSaid = (text: string): boolean => /\S \S/.test(text.trim()) && !/^[\d\s:.-]+$/.test(text)

const asTold: [what: string, kept: Kept, change: (text: string) => string, places: RegExp[]][] = [
  [
    'what programs are given',
    (_, at) => !given.test(at),
    text => (text.includes('=') ? `${text.split('=')[0]}=${canary}` : canary),
    [/containerDefinitions\.environment/, /Variables/, /Config\.Env/, /containers\.env/, /SecretString/],
  ],
  [
    'every sentence',
    (text, at) => !isSaid(text) || at.endsWith('name'),
    text => `${text} password=${canary}`,
    [/^Message$/, /events\.message/, /commit\.message/, /error$/, /LogFileData/, /change-cause/],
  ],
]

for (const [what, kept, change, places] of asTold) {
  const log: string[] = []
  story(
    `a secret in ${what} that a provider tells is in no message, no log, and nothing that is kept`,
    async stage => {
      const { slack, world } = stage
      const met = new Set<string>()
      const end = poison(world, (text, at) => kept(text, at) || met.add(at) === undefined, change)
      try {
        await typesAll(slack, world.webhookUrl(), everyCommand(systems))
      } finally {
        end()
      }
      for (const place of places) expect([...met].filter(at => place.test(at))).not.toEqual([])
      await nowhere(stage, log)
    },
    { systems, log: pino({ level: 'trace' }, { write: (line: string) => void log.push(line) }) },
  )
}

story(
  'a secret in what people write in PagerDuty is in no message, and nothing that is kept',
  async stage => {
    const { fire, pagerduty, world } = stage
    const page = fire()
    const card = await stage.card('p99 latency above 3 s')
    const [bens, text] = [world.pagerdutyUser('ben'), `restarted it with password=${canary}`]
    pagerduty.note(page.id, bens, text)
    pagerduty.publish(page.id, bens, text)
    pagerduty.addResponder(page.id, bens, world.pagerdutyUser('cara'), text)
    pagerduty.setBridge(page.id, bens, `https://meet.example.com/?password=${canary}`)
    for (const said of ['Ben noted', 'Ben published a status update', 'Ben asked Cara to help'])
      await stage.threadOf(card).shows(said, 'restarted it with password=[secret]')
    await stage.threadOf(card).shows('https://meet.example.com/?password=[secret]')
    await nowhere(stage, [])
  },
)

/** What of all that Belay has said or kept holds the secret. */
async function nowhere({ slack, world }: Stage, log: string[]): Promise<void> {
  const redis = await connect(world.redis.url)
  const kept = await heldIn(redis)
  redis.disconnect()
  const said = [...slack.calls, ...slack.workspace.messages].map(one => JSON.stringify(one))
  const holding = [...said, ...log, kept].filter(text => text.includes(canary))
  const around = (text: string) => text.slice(Math.max(0, text.indexOf(canary) - 200), text.indexOf(canary))
  expect(holding.map(around)).toEqual([])
}
