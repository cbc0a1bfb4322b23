import type { Values } from '../../sandbox/slack/acts/fill.ts'
import type { SeenMessage, SeenView } from '../../sandbox/slack/reading/seen.ts'
import type { Slack } from '../../sandbox/slack/slack.ts'
import { eventually } from '../eventually.ts'
import { type Place, placeOf } from './place.ts'

export type Person = ReturnType<typeof personOf>

/** Somebody in the workspace: what they do, and what they alone see. */
export function personOf(slack: Slack, name: string) {
  /** What only they see, in any channel. */
  const alone: Place = placeOf(() => slack.ephemerals(name))
  return {
    name,
    alone,
    /** Their direct conversation with Belay. */
    direct: placeOf(() => slack.dms(name)) satisfies Place,

    /** Types a slash command. */
    types: (line: string, channel = '#learnbot-alerts') => slack.slash(name, channel, line),
    /** Types a slash command into the direct conversation with Belay. */
    typesToBelay: (line: string) => {
      const me = [...slack.workspace.people.values()].find(person => person.name === name)!
      return slack.slash(name, slack.workspace.direct(me.id).id, line)
    },
    /** Writes a message into a channel, or below another message. */
    says: (text: string, below?: SeenMessage | string) =>
      typeof below === 'object'
        ? slack.say(name, below.channel, text, below.thread ?? below.ts)
        : slack.say(name, below ?? '#learnbot-alerts', text),
    clicks: (label: string, on: SeenMessage) => slack.click(name, on.ts, label),
    chooses: (option: string, menu: string, on: SeenMessage) => slack.select(name, on.ts, menu, option),
    /** Use a shortcut on a message. */
    declaresFrom: (ts: string) => slack.shortcut(name, 'declare_incident', ts),
    addsToTimeline: (ts: string) => slack.shortcut(name, 'add_to_timeline', ts),
    /** The form in front of them, as soon as there is one. */
    form: (): Promise<SeenView> => eventually(() => slack.views(name).at(-1)),
    submits: (fields: Values) => slack.submit(name, undefined, fields),
  }
}
