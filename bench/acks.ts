import { startRedis } from '../sandbox/redis.ts'
import { type Listening, startBelay, startBolt } from './belay.ts'
import { type Child, startServer } from './child.ts'
import { drive } from './load.ts'
import type { Around, Measurement } from './measurement.ts'
import { each, inTurn } from './rounds.ts'
import { botToken, signingSecret } from './secrets.ts'
import { slashCommands } from './slash-commands.ts'
import { type Aim, compare, type Row } from './table.ts'

const manner = { connections: 20, expected: 200 }
const atLeast = { atLeast: 0.8 }
/** Slack gives up after so long, in milliseconds. */
const patienceMs = 3_000

/** How many signed slash commands are acknowledged a second, against a Bolt app that does nothing else. */
export const acks: Measurement = {
  name: 'acks',
  needsRedisServer: false,
  async run(around) {
    const { outside } = around
    const { slackUrl: apiUrl, responseUrl } = outside.said
    const redis = await startRedis()
    const bolt = await startBolt()
    const door = await startServer<Listening>('slack-door', { signingSecret, botToken, apiUrl })
    const belay = await startBelay(redis.url, apiUrl)
    const burst = (server: Child<Listening>) =>
      drive(server.said.url, slashCommands(4_000, 'list', responseUrl), manner)
    /** The next is measured when everything is carried out, too. */
    const wholeBurst = async () => {
      const answered = await burst(belay)
      await outside.ask({ answers: 4_000 })
      return answered
    }

    async function against(what: string, measured: typeof wholeBurst, aim?: Aim): Promise<Row> {
      const measures = [measured, () => burst(bolt)] as const
      for (const warmUp of measures) await warmUp()
      const found = await inTurn(around, what, ...measures)
      return compare(
        `Slash commands: ${what}`,
        each(found, ({ perSecond }) => perSecond),
        '/s',
        aim,
      )
    }

    const rows = [
      await against('acknowledged a second, nobody behind it', () => burst(door), atLeast),
      await against('the same, and `/incident list` carried out', wholeBurst),
      await hung(around, redis.url),
    ]
    for (const server of [bolt, door, belay]) await server.stop()
    await redis.stop()
    return rows
  },
}

/** With a Slack that takes every call and answers none: how many of so many commands are acknowledged in time. */
async function hung({ outside, say }: Around, redisUrl: string): Promise<Row> {
  const { hungUrl } = outside.said
  say('while Slack’s API hangs')
  const belay = await startBelay(redisUrl, hungUrl)
  const count = 2_000
  const { right, longest } = await drive(belay.said.url, slashCommands(count, 'list', hungUrl), manner)
  await belay.stop()
  return {
    what: 'Slash commands: acknowledged within 3 s while Slack’s API hangs',
    belay: `${right} of ${count}, the slowest in ${Math.ceil(longest)} ms`,
    peer: '',
    ratio: '',
    aim: 'all',
    met: right === count && longest < patienceMs,
  }
}
