import { taskMs } from '../../sandbox/aws/ecs/settled.ts'
import type { SeenMessage } from '../../sandbox/slack/reading/seen.ts'
import { expect, hours, minutes, type Stage, story } from './stage.ts'

const flight = '#flight-alerts'
const travellr = '#travellr-alerts'

/** Somebody deletes a message. */
function deletes({ slack }: Stage, { channel, ts }: Pick<SeenMessage, 'channel' | 'ts'>): void {
  slack.workspace.remove(slack.workspace.message(channel, ts)!)
}

/** What a button of a message means, which somebody's Slack may still show. */
const lineOf = ({ blocks }: SeenMessage, command: string): string =>
  new RegExp(`"value":"(${command} [^"]+)"`).exec(JSON.stringify(blocks))![1]!

story(
  'a change’s message is deleted while it waits for a yes, and again while it is under way',
  async stage => {
    const { ana, ben } = stage
    const channel = stage.channel()
    await ana.types('/belay restart api-gateway --reason "it leaks" --confirm deploy')
    const asked = await channel.message('waits for approval: restart api-gateway, production')
    const ask = await ben.direct.message('restart api-gateway', '[Approve]')
    const approve = lineOf(asked, 'run approve')
    deletes(stage, asked)
    await ben.clicks('Approve', ask)

    const anew = await channel.message('under way: restart api-gateway, production')
    await ben.direct.message('Nothing left to do for you: restart api-gateway', 'approved by Ben')
    await ben.types(`/belay ${approve}`)
    await ben.alone.shows('The restart of api-gateway is under way already.')
    deletes(stage, anew)
    await stage.later(taskMs)
    await stage.later(taskMs)
    await channel.message('done: restart api-gateway, production', '"it leaks"')
    expect(channel.count('restart api-gateway, production')).toBe(1)
    expect(stage.world.aws.asked.filter(({ action }) => action === 'UpdateService')).toHaveLength(1)
  },
)

story(
  'what asks for a yes in person is deleted, and the thread that a change was asked for in',
  async stage => {
    const { ana, ben } = stage
    const channel = stage.channel()
    await ana.says('it leaks again')
    const said = await channel.message('it leaks again')
    const thread = stage.threadOf(said)
    await ana.says('@Belay restart api-gateway --confirm deploy', said)
    const asked = await thread.message('waits for approval: restart api-gateway')
    const ask = await ben.direct.message('restart api-gateway', '[Approve]')
    for (const message of [ask, ...thread.messages(), said]) deletes(stage, message)
    await ben.types(`/belay ${lineOf(asked, 'run approve')}`)
    await channel.message('under way: restart api-gateway, production')
    await stage.later(taskMs)
    await stage.later(taskMs)
    await channel.message('done: restart api-gateway, production')
    expect(channel.count('restart api-gateway, production')).toBe(1)
    expect(ben.direct.text()).toBe('')
  },
)

story(
  'a checklist is deleted: it comes anew with what is ticked, and its end stands below that',
  async stage => {
    const { ana } = stage
    const place = stage.channel(travellr)
    await ana.types('/belay checklist before-maintenance', travellr)
    const list = await place.message('Before Maintenance Window: 0 of 5 done')
    const [, id] = /checklist tick (\w+)/.exec(JSON.stringify(list.blocks))!
    const ticks = (number: number) => ana.types(`/belay checklist tick ${id} ${number}`, travellr)
    deletes(stage, list)
    await ticks(1)
    const anew = await place.message('1 of 5 done', '☑ Notify users')
    for (const number of [2, 3, 4]) await ticks(number)
    await place.message('4 of 5 done')
    deletes(stage, anew)
    await ticks(5)
    const last = await place.message('🟢 Before Maintenance Window: done')
    await stage.threadOf(last).shows('Before Maintenance Window is done: 5 of 5, by Ana')
    expect(place.count('Before Maintenance Window')).toBe(1)
  },
)

story(
  'the card of a schedule is deleted: it comes anew once it is allowed, and is no second wish',
  async stage => {
    const { ben, later } = stage
    const channel = stage.channel(flight)
    await later(minutes)
    const card = await channel.message('🟡 schedule weekly-snapshot waits to be allowed')
    deletes(stage, card)
    await ben.types(`/belay ${lineOf(card, 'schedule allow')}`, flight)
    await channel.message('🟢 schedule weekly-snapshot is allowed', 'Allowed by Ben')
    await ben.types(`/belay ${lineOf(card, 'schedule allow')}`, flight)
    await ben.alone.shows('It is allowed already.')
    await later(hours)
    expect(channel.count('schedule weekly-snapshot')).toBe(1)
  },
)
