import { counted } from '../src/domain/counted.ts'
import { inWords, period } from '../src/domain/duration.ts'
import { inShort } from '../src/domain/log-line.ts'
import { buttons, type Offer } from './button.ts'
import { clip, listed, shown } from './limits.ts'
import type { FileDraft, Message } from './message.ts'
import {
  bold,
  clipWords,
  code,
  dotted,
  type Line,
  link,
  mrkdwnWords,
  richText,
  type Word,
  words,
} from './rich.ts'
import { clipMrkdwn, mrkdwn, oneLine, visible } from './text.ts'
import { second } from './time.ts'

/** What was found in the log of one service, oldest first. Times in milliseconds since the epoch. */
export interface LogsView {
  system: string
  title: string
  environment: string
  service: string
  group: string
  region?: string
  from: number
  to: number
  /** What was looked for: texts, errors alone, what took longer than so many milliseconds. */
  wanted: { words: string[]; errors?: boolean; slowMs?: number }
  events: { at: number; text: string }[]
  errors: number
  tooMany?: { percent: number; threshold: number; severity?: string }
  short?: string
}

/** So many events, and characters of one, are read in Slack; more go into a file. */
const readable = { events: 15, characters: 280 }
const quoted = 5
const longestLine = 4_000

/** Whether it can be read in Slack as it is. */
export const isShort = ({ events }: LogsView): boolean =>
  events.length <= readable.events &&
  events.every(({ text }) => text.length <= readable.characters && !text.includes('\n'))

/** What was found, each event in a line with its time in the reader's zone. */
export function logs(view: LogsView, offers: Offer[] = []): Message {
  return {
    text: clipMrkdwn(mrkdwn(headline(view))),
    blocks: [richText(newestOf(view)), ...buttons(offers)],
  }
}

/** What it says and the newest of it, a line each. */
export const newestOf = (view: LogsView): Line[] => [
  { words: headingOf(view) },
  ...view.events.slice(-readable.events).map((event): Line => ({ words: lineOf(event, view.to) })),
]

/** The same as a file in the zone of whoever asked, with the newest lines quoted beside it. */
export function logFile(view: LogsView, zone: string | undefined): FileDraft {
  const local = inZone(zone ?? 'UTC')
  const { service, environment, title, group, events, from, to } = view
  const head = [
    `${headline(view)}, ${group}`,
    `${local(from)} to ${local(to)}, times in ${zone ?? 'UTC'}. Tokens, passwords, e-mails and card numbers are masked.`,
    ...(view.short ? [`Not all of it: ${oneLine(view.short)}.`] : []),
  ]
  const quote = events.slice(-quoted).map(event => mrkdwnWords(lineOf(event, to)))
  return {
    name: `${environment}-${service}-${new Date(to).toISOString().slice(0, 16).replaceAll(':', '')}.log`,
    title: `${title} ${environment} ${service}`,
    content: `${[...head, '', ...events.map(({ at, text }) => `${local(at)} ${clip(visible(text), longestLine)}`)].join('\n')}\n`,
    comment: clipMrkdwn([mrkdwnWords(headingOf(view)), 'The newest:', ...quote].join('\n')),
  }
}

const name = (text: string): string => clip(oneLine(text), shown.name)

export function headline(view: LogsView): string {
  const { title, environment, service, wanted, events, errors, from, to, short } = view
  const where = `${name(title)} ${name(service)}, ${name(environment)}`
  const within = `${filter(wanted)} in the last ${period(to - from)}`
  if (events.length === 0) return `${where}: ${wanted.errors ? 'no errors' : 'nothing'}${within}`
  const least = short === undefined ? '' : 'at least '
  // What was looked for among errors is one.
  if (wanted.errors) return `🟠 ${where}: ${least}${counted(events.length, 'error')}${within}`
  const much = `${least}${counted(events.length, 'event')}`
  const wrong = errors > 0 ? counted(errors, 'error') : 'no errors'
  return `${errors > 0 ? '🟠 ' : ''}${where}: ${wrong} in ${much}${within}`
}

/** " with "backend" slower than 1 s": what was looked for, which may be other than was meant. */
function filter({ words, slowMs }: LogsView['wanted']): string {
  const texts = listed(
    words.map(word => `"${name(word)}"`),
    3,
  )
  return [
    words.length > 0 ? ` with ${texts}` : '',
    slowMs === undefined ? '' : ` slower than ${inWords(slowMs)}`,
  ].join('')
}

function headingOf(view: LogsView): Word[] {
  const { group, region, short, tooMany } = view
  return dotted(
    [bold(headline(view))],
    tooMany === undefined
      ? []
      : words(
          `that is ${tooMany.percent} %, and ${tooMany.threshold} % is the threshold${tooMany.severity === undefined ? '' : ` of a ${tooMany.severity}`}`,
        ),
    short === undefined ? [] : words(`not all of it: ${clip(oneLine(short), shown.title)}`),
    region === undefined ? [] : [link('CloudWatch', consoleOf(group, region))],
  )
}

/** The console writes the percent signs of a twice encoded name as dollars. */
function consoleOf(group: string, region: string): string {
  const encoded = encodeURIComponent(encodeURIComponent(group)).replaceAll('%', '$')
  return `https://${encodeURIComponent(region)}.console.aws.amazon.com/cloudwatch/home#logsV2:log-groups/log-group/${encoded}`
}

function lineOf({ at, text }: LogsView['events'][number], near: number): Word[] {
  const { first, rest } = inShort(text)
  const line = dotted(words(second(at, near), ' ', code(oneLine(first))), words(oneLine(rest)))
  return clipWords(line, readable.characters + 20)
}

function inZone(zone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  return at => `${format.format(at)}.${String(at % 1000).padStart(3, '0')}`
}
