import { inWords } from '../src/domain/duration.ts'
import { label } from '../src/domain/incident.ts'
import type { Entry } from '../src/domain/timeline.ts'
import { clip, shown } from './limits.ts'
import { newsLine } from './news-line.ts'
import { audience, nameOf, names, placeOf } from './people.ts'
import { type Line, link, type Word, words } from './rich.ts'
import { runLine } from './run-line.ts'
import { oneLine } from './text.ts'
import { atNear, dayTime, timeNear } from './time.ts'

/** What happened, without its time; one wording for the thread, the details and the post-mortem. Pings nobody. */
export function entryLine(entry: Entry): Line {
  const who = nameOf(entry.by)
  const place = placeOf(entry.by)
  const near = (at: number) => timeNear(at, entry.at)

  switch (entry.kind) {
    case 'opened':
      return said(
        `${who} ${entry.by.via === 'slack' ? 'declared' : 'opened'} it as ${entry.severity}: ${short(entry.title)}`,
      )
    case 'alert':
      return said(`It alerted again: ${short(entry.title)}`)
    case 'acknowledged':
      return said(`${who} acknowledged${place}`)
    case 'unacknowledged':
      return said(`${who} gave it back${place}: nobody has it now`)
    case 'gave-back':
      return said(
        `Nothing heard for ${inWords(entry.idleMs)}: back to triggered, nobody has it now${late(entry)}`,
      )
    case 'level': {
      const by = entry.by.via === 'belay' ? '' : ` by ${who}`
      const last = entry.repeats ? '; it is the last level and repeats' : ''
      return said(`Level ${entry.level} called${by}: ${audience(entry.notify)}${last}${late(entry)}`)
    }
    case 'told':
      return said(`Level ${entry.level} told: ${names(entry.people)}`)
    case 'nobody-reached':
      return said(`Level ${entry.level} reached nobody: ${audience(entry.notify)}`)
    case 'severity':
      return said(`${who} changed ${entry.from} to ${entry.to}${place}`)
    case 'mitigated':
      return said(`${who} marked it mitigated`)
    case 'unmitigated':
      return said(`${who} marked it not mitigated`)
    case 'resolved':
      return quoted(`${who} resolved it${place}`, entry.text)
    case 'reopened':
      return said(entry.flapping ? 'It alerted again: reopened' : `${who} reopened it${place}`)
    case 'note':
      return quoted(`${who} noted${place}`, entry.text)
    case 'update':
      return quoted(`Update by ${who}`, entry.text)
    case 'lead':
      return said(
        entry.lead.id === entry.by.id ? `${who} leads now` : `${nameOf(entry.lead)} leads now, by ${who}`,
      )
    case 'snoozed':
      return said(`${who} snoozed the reminders until `, near(entry.until))
    case 'reminders-off':
      return said(`${who} stopped the reminders`)
    case 'reminders-on':
      return said(`${who} resumed the reminders`)
    case 'reminder':
      return said(`Nothing heard for ${inWords(entry.idleMs)}: an update is due${late(entry)}`)
    case 'warning':
      return said(
        'Still nothing heard: goes back to triggered ',
        atNear(entry.givesBackAt, entry.at),
        `, and people are called again${late(entry)}`,
      )
    case 'postmortem-due':
      return said('The post-mortem is due ', dayTime(entry.dueAt), late(entry))
    case 'milestone-due':
      return quoted(`Due by now: ${short(entry.title)}${late(entry)}`, entry.notes.join('\n') || undefined)
    case 'milestone':
      return said(`${who}: ${short(entry.title)} is done`)
    case 'merged-into':
      return said(`${who} merged it into ${label(entry.into)}${place}: carry on there`)
    case 'merged':
      return said(`${label(entry.from)} was merged into this by ${who}${place}: ${short(entry.title)}`)
    case 'paging':
      return said(link('PagerDuty', entry.url), ' pages for it')
    case 'news': {
      const { text, quote } = newsLine(entry.news, entry.by)
      return quoted(text, quote)
    }
    case 'trouble':
      return said(`⚠️ ${clip(oneLine(entry.text), shown.why)}`)
    case 'run':
      return { words: runLine(entry.run, entry.what, entry) }
    default:
      // Two versions may run at once, and the newer one may know of more.
      return said('Something happened that only a newer Belay can put into words')
  }
}

const said = (...parts: (string | Word)[]): Line => ({ words: words(...parts) })

const quoted = (text: string, quote: string | undefined): Line => ({
  words: words(text),
  ...(quote !== undefined && { quote: clip(quote, shown.quote) }),
})

const short = (title: string): string => clip(oneLine(title), shown.title)

const late = (entry: { late?: number }): string =>
  entry.late === undefined ? '' : ` (${inWords(entry.late)} late)`
