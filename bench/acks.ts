import { startRedis } from '../sandbox/redis.ts'
import { type Listening, startBelay, startBolt } from './belay.ts'
import { type Child, startServer } from './child.ts'
import { drive } from './load.ts'
import type { Around, Measurement } from './measurement.ts'
import { each, inTurn } from './rounds.ts'
import { botToken, signingSecret } from './secrets.ts'
import { slashCommands } from './slash-commands.ts'
import { compare, type Row, yesNo } from './table.ts'

const manner = { connections: 20, expected: 200 }
/** Slack gives up after so long, in milliseconds. */
const patienceMs = 3_000

/** How many signed slash commands are acknowledged a second, against a Bolt app that does nothing else. */
export const acks: Measurement = {
  name: 'acks',
  needsRedis: true,
  async run(around) {
    const { slackUrl } = around.outside.said
    const redis = await startRedis()
    const bolt = await startBolt()
    const door = await startServer<Listening>('slack-door', { signingSecret, botToken, apiUrl: slackUrl })
    const belay = await startBelay(redis.url, slackUrl)
    const rows = [
      await against(around, 'acknowledged a second', door, bolt, { atLeast: 0.8 }),
      await against(around, 'the same, and `/incident list` carried out', belay, bolt),
      await hung(around, redis.url),
    ]
    for (const server of [bolt, door, belay]) await server.stop()
    await redis.stop()
    return rows
  },
}

async function against(
  { outside, rounds }: Around,
  what: string,
  belay: Child<Listening>,
  bolt: Child<Listening>,
  aim?: { atLeast: number },
): Promise<Row> {
  const burst = (server: Child<Listening>) =>
    drive(server.said.url, slashCommands(4_000, 'list', outside.said.responseUrl), manner)
  await burst(belay)
  await burst(bolt)
  const found = await inTurn(
    rounds,
    () => burst(belay),
    () => burst(bolt),
  )
  return compare(
    `Slash commands: ${what}`,
    each(found, ({ perSecond }) => perSecond),
    '/s',
    aim,
  )
}

/** With a Slack that takes every call and answers none: how many of so many commands are acknowledged in time. */
async function hung({ outside }: Around, redisUrl: string): Promise<Row> {
  const { hungUrl } = outside.said
  const belay = await startBelay(redisUrl, hungUrl)
  const count = 2_000
  const { right, longest } = await drive(belay.said.url, slashCommands(count, 'list', hungUrl), manner)
  await belay.stop()
  const all = right === count && longest < patienceMs
  return {
    what: 'Slash commands: acknowledged within 3 s while Slack’s API hangs',
    belay: `${right} of ${count}, the slowest in ${Math.ceil(longest)} ms`,
    peer: '',
    ratio: '',
    aim: 'all',
    met: yesNo(all),
  }
}
