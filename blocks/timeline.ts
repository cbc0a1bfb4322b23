import type { Incident } from '../src/domain/incident.ts'
import { milestonesOf } from '../src/domain/milestones.ts'
import type { Entry } from '../src/domain/timeline.ts'
import { buttons, type Offer } from './button.ts'
import { entryLine } from './entry-line.ts'
import { push } from './headline.ts'
import { clip, limits, shown } from './limits.ts'
import { mention, toLead } from './mentions.ts'
import type { Message } from './message.ts'
import { bold, clipWords, dotted, type Line, richText, type Word, words } from './rich.ts'
import { oneLine } from './text.ts'
import { timeNear } from './time.ts'
import { toldTogether } from './told.ts'

export { entryLine } from './entry-line.ts'

/** A procedure of the runbook that is likely to help, and why: "Issue: High API latency", "it says that it is for …". */
export interface LikelyProcedure {
  title: string
  why: string
}

/** One message of the thread: what happened since the one before it, in order. It opens with what the runbook says. */
export function timelineMessage(
  entries: Entry[],
  incident: Incident,
  title?: string,
  procedure?: LikelyProcedure,
): Message {
  const asks = entries.findLast(entry => asksStill(entry, incident))
  const lines = timelineLines(entries, incident)
  lines.push(...entries.flatMap(entry => mention(entry, incident) ?? []))
  const isOpening = opens(entries, incident)
  if (isOpening && procedure) lines.push(likely(procedure))
  if (asks) lines.push({ words: words(...toLead(incident), question(asks)) })
  return {
    text: push(incident, title, news(entries)),
    blocks: [
      richText(lines),
      ...(asks
        ? buttons(offers(asks, incident, entries))
        : isOpening
          ? buttons([runbookOffer(incident), ...milestoneOffer(incident)])
          : []),
    ],
  }
}

/** The thread opens with the way to what the runbook says. */
const opens = (entries: Entry[], { state }: Incident): boolean =>
  state !== 'resolved' && entries.some(({ kind }) => kind === 'opened')

const likely = ({ title, why }: LikelyProcedure): Line => ({
  words: clipWords(
    dotted([...words('Runbook: '), bold(clip(oneLine(title), shown.title))], words(why)),
    shown.why,
  ),
})

const milestoneOffer = (incident: Incident): Offer[] =>
  milestonesOf(incident).some(({ passed }) => !passed)
    ? [{ label: 'Milestones …', command: `incident milestone ${incident.id}` }]
    : []

const runbookOffer = ({ id, system, environment }: Incident): Offer => ({
  label: 'Runbook',
  command: `runbook --system ${system} --environment ${environment} --incident ${id}`,
})

/** The entries with their times, cut evenly so that all of them fit into one message. */
export function timelineLines(all: Entry[], incident: Incident): Line[] {
  const entries = toldTogether(all)
  const share = Math.floor((limits.messageCharacters - 1500) / Math.max(1, entries.length))
  return entries.map(entry => {
    const { words: line, quote } = entryLine(entry)
    const spoken = clipWords([timeNear(entry.at, incident.openedAt), ...words('  '), ...line], share)
    if (quote === undefined) return { words: spoken }
    return { words: spoken, quote: clip(quote, Math.max(60, Math.floor(share / 2))) }
  })
}

/** Whether somebody is to do something about it, and still can. */
function asksStill(entry: Entry, incident: Incident): boolean {
  switch (entry.kind) {
    case 'reminder':
    case 'warning':
      return incident.state === 'acknowledged' || incident.state === 'mitigated'
    case 'postmortem-due':
      return incident.state === 'resolved' && !incident.mergedInto
    case 'milestone-due':
      return milestonesOf(incident).some(({ number, passed }) => number === entry.number && !passed)
    default:
      return false
  }
}

function question(entry: Entry): string {
  if (entry.kind === 'milestone-due') return 'Is it done?'
  return entry.kind === 'postmortem-due' ? 'A draft from the timeline is ready.' : 'How does it stand?'
}

function offers(entry: Entry, incident: Incident, all: Entry[]): Offer[] {
  const { id } = incident
  if (entry.kind === 'milestone-due')
    return all.flatMap(one =>
      one.kind === 'milestone-due' && asksStill(one, incident)
        ? { label: `Done: ${oneLine(one.title)}`, command: `incident milestone ${id} ${one.number}` }
        : [],
    )
  if (entry.kind === 'postmortem-due')
    return [{ label: 'Post-mortem', command: `incident postmortem ${id}`, style: 'primary' }]
  return [
    { label: 'Post update', command: `incident update ${id}`, style: 'primary' },
    { label: 'Snooze 30 min', command: `incident snooze ${id} 30m` },
    {
      label: 'Stop reminders',
      command: `incident stop-reminders ${id}`,
      confirm: 'Nobody is reminded of an update any more, and nothing goes back to triggered.',
    },
  ]
}

/** What happened last, for the notification. */
function news(entries: Entry[]): Word[] {
  const last = entries.at(-1)
  if (!last) return []
  const { words: line, quote } = entryLine(last)
  return clipWords(quote === undefined ? line : words(line, `: ${oneLine(quote)}`), 300)
}
