import { slackIdOf } from '../src/domain/actor.ts'
import { period } from '../src/domain/duration.ts'
import { type Incident, isOpen, label, ruleOf } from '../src/domain/incident.ts'
import { nextLevel } from '../src/domain/ladder.ts'
import { buttons, type Offer } from './button.ts'
import { facts, nextAudience } from './card-facts.ts'
import { headline, push, titleOf, where } from './headline.ts'
import { limits } from './limits.ts'
import type { Message } from './message.ts'
import {
  bold,
  dotted,
  group,
  link,
  mrkdwnWords,
  plainWords,
  richText,
  user,
  type Word,
  words,
} from './rich.ts'
import { clipMrkdwn, mrkdwn } from './text.ts'

/** How many mentions fit into one section, with room to spare. */
const mentions = 100

/** Pings a level in the thread, below the card that says what it is about: the only message that mentions its groups and people, by their Slack ids. */
export function mention(
  incident: Incident,
  { level, groups, users }: { level: number; groups: string[]; users: string[] },
  title?: string,
): Message {
  const whom = [...groups.map(group), ...users.map(user)].slice(0, mentions)
  const line = words(
    ...whom.flatMap((one): (Word | string)[] => [one, ' ']),
    `level ${level}: ${incident.cycle > 1 ? 'triggered again, ' : ''}nobody has it yet.`,
  )
  return {
    text: push(incident, title, [...words(`${titleOf(incident)} · `), ...line]),
    blocks: [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: clipMrkdwn(mrkdwnWords(line), limits.section), verbatim: true },
      },
      ...buttons(offers(incident)),
    ],
  }
}

/** What the mention becomes once nobody is asked for any more: always the same, so that it is edited once. */
export function answered(incident: Incident): Message {
  const over = `✓ No longer calling for ${label(incident)}`
  return { text: over, blocks: [richText([{ words: words(over) }])] }
}

/** The direct message to one person of a level. `thread` is the card's permalink. */
export function direct(incident: Incident, level: number, thread?: string, title?: string): Message {
  return {
    text: push(incident, title, words(titleOf(incident))),
    blocks: [
      richText([
        { words: [bold(headline(incident, title)), ...words(` · ${label(incident)}`)] },
        { words: words(titleOf(incident)) },
        { words: facts(incident, incident.levelAt) },
        { words: dotted(words(`You are on level ${level}`), inThread(thread)) },
      ]),
      ...buttons(offers(incident)),
    ],
  }
}

/**
 * What the direct message to a person becomes once nobody is asked for any more: to whoever leads, that it is theirs.
 * How it stands is the card's to say, so that this is edited when it changes hands and not with every note.
 */
export function overtaken(incident: Incident, person: string, thread?: string, title?: string): Message {
  const isTheirs = isOpen(incident) && incident.lead && slackIdOf(incident.lead) === person
  const name = `${where(incident, title)} · ${label(incident)}`
  const heading = isTheirs ? name : `✓ ${name}`
  const stands = isTheirs
    ? dotted(words('It is yours'), updatesOf(incident))
    : words('Nothing is asked of you any more')
  return {
    text: clipMrkdwn(mrkdwn(`${heading} · ${plainWords(stands)}`)),
    blocks: [
      richText([
        { words: [bold(heading)] },
        { words: words(titleOf(incident)) },
        { words: dotted(stands, inThread(thread)) },
      ]),
      ...(isTheirs ? buttons(ofLead(incident)) : []),
    ],
  }
}

/** The rule and no time: that would move with every sign of life. */
function updatesOf(incident: Incident): Word[] {
  const { update } = ruleOf(incident)
  return update === undefined || incident.remindersOff
    ? []
    : words(`an update is due every ${period(update)}`)
}

const ofLead = ({ id }: Incident): Offer[] => [
  { label: 'Post update', command: `incident update ${id}`, style: 'primary' },
  { label: 'Resolve', command: `incident resolve ${id}` },
]

const inThread = (thread: string | undefined): Word[] =>
  thread === undefined ? [] : [link('Open the thread', thread)]

const offers = (incident: Incident): Offer[] => [
  { label: 'Acknowledge', command: `incident ack ${incident.id}`, style: 'primary' },
  {
    label: 'Escalate',
    command: `incident escalate ${incident.id} --from ${incident.level}`,
    confirm: `Level ${nextLevel(incident)} is told now instead of later: ${nextAudience(incident)}.`,
  },
]
