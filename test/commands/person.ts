import { randomUUID } from 'node:crypto'
import type { FileDraft, Message, View } from '../../blocks/message.ts'
import type { Desk, Invocation, Reply } from '../../src/ports/invocation.ts'
import { asks, clicks, linked, reads } from '../blocks/reading.ts'

/** Where something is asked and answered. */
export type Where = Pick<Invocation, 'channel' | 'thread'>

/** What somebody reads, and can go on from in the same place. */
export interface Told extends Where {
  to: Reply['to']
  text: string
  /** What can be clicked or chosen, by its label, with the command line that it carries. */
  buttons: Record<string, string>
  links: Record<string, string>
  form?: { command: string; asks: string[]; filled: Record<string, string> }
  file?: FileDraft & { where?: Where }
}

export const told = (message: Message, where: Where): Told => ({
  ...where,
  to: 'person',
  text: reads(message),
  buttons: clicks(message),
  links: linked(message),
})

function toldBy(reply: Reply, where: Where): Told {
  const nothing = { ...where, to: reply.to, text: '', buttons: {}, links: {} }
  if ('message' in reply) return { ...told(reply.message, where), to: reply.to }
  if ('view' in reply) return { ...nothing, form: formOf(reply.view) }
  if (!('file' in reply)) return nothing
  const { text, links } = reply.told ? told(reply.told, where) : nothing
  return { ...nothing, text, links, file: { ...reply.file, ...(reply.place && { where: reply.place }) } }
}

const formOf = (view: View): NonNullable<Told['form']> => {
  const asked = asks(view)
  const filled = Object.entries(asked).flatMap(([name, element]) => {
    const value = element.initial_value ?? element.initial_option?.value
    return value === undefined ? [] : [[name, value]]
  })
  return {
    command: view.private_metadata ?? '',
    asks: Object.keys(asked),
    filled: Object.fromEntries(filled),
  }
}

/** As Slack would call it. */
export const channelId = (name: string): string => `C${name.toUpperCase().replaceAll(/\W/g, '')}`
const home = '#learnbot-alerts'

/** Somebody at Belay's desk: each thing they do answers what they read. */
export function personAt(desk: Desk, user: string) {
  async function ask(
    source: Invocation['source'],
    text: string,
    where: Where,
    more: Partial<Invocation> = {},
  ): Promise<Told> {
    const given = { id: randomUUID(), source, text, fields: {}, user, team: 'T1', ...where, ...more }
    return toldBy(await desk.handle(given), where)
  }
  const trigger = () => ({ triggerId: randomUUID() })
  const direct: Where = { channel: `D-${user}` }

  return {
    /** Types a slash command. */
    types: (line: string, channel = home) => ask('slash', line, { channel: channelId(channel) }, trigger()),
    typesToBelay: (line: string) => ask('slash', line, direct, trigger()),
    /** Mentions Belay in a thread or a channel, where no form can be opened. */
    says: (line: string, where: Where = { channel: channelId(home) }) => ask('mention', line, where),
    /** Clicks or chooses what a message offers. */
    clicks(label: string, on: Told): Promise<Told> {
      const line = on.buttons[label]
      if (line === undefined)
        throw new Error(`"${label}" is not among ${Object.keys(on.buttons).join(', ') || 'nothing'}`)
      return ask('button', line, whereOf(on), trigger())
    },
    /** Sends a form that was opened. */
    submits(fields: Record<string, string>, { form, ...on }: Told): Promise<Told> {
      if (!form) throw new Error(`no form was opened, but: ${on.text}`)
      return ask('modal', form.command, whereOf(on), { fields: { ...form.filled, ...fields }, ...trigger() })
    },
    /** Declares an incident from a message, by its shortcut. */
    declaresFrom: (message: NonNullable<Invocation['message']>, channel = home) =>
      ask('shortcut', 'incident declare', { channel: channelId(channel) }, { message, ...trigger() }),
    /** Keeps a message in the timeline, by its shortcut. */
    addsToTimeline: (message: NonNullable<Invocation['message']>, channel = home) =>
      ask('shortcut', 'incident note', { channel: channelId(channel) }, { message, ...trigger() }),
  }
}

const whereOf = ({ channel, thread }: Where): Where => ({
  ...(channel !== undefined && { channel }),
  ...(thread !== undefined && { thread }),
})
