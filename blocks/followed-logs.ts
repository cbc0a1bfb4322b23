import { buttons, type Offer } from './button.ts'
import { clip, shown } from './limits.ts'
import { headline, type LogsView, newestOf } from './logs.ts'
import type { Message } from './message.ts'
import { bold, richText, type Word, words } from './rich.ts'
import { rollBack } from './roll-back.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'
import { timeNear } from './time.ts'

type Whose = Pick<LogsView, 'system' | 'title' | 'environment' | 'service'>

/** Which follow it is, and until when it goes on. */
export interface Followed {
  follow: string
  until: number
  isOver: boolean
  /** What is looked for. */
  words: string[]
  /** Who has stopped it before its time. */
  stoppedBy?: string
  /** What it is followed after, by itself. */
  after?: string
}

const named = (text: string): string => clip(oneLine(text), shown.name)

const placeOf = ({ title, service, environment }: Whose): string =>
  `${named(title)} ${named(service)}, ${named(environment)}`

const stop = ({ system, environment }: Whose, follow: string): Offer => ({
  label: 'Stop',
  command: `unfollow ${follow} --system ${system} --environment ${environment}`,
})

/** A log that is followed from now on, before the first look into it. */
export function followBegins(
  whose: Whose,
  { follow, until, now }: { follow: string; until: number; now: number },
): Message {
  const heading = `${placeOf(whose)}: following its log`
  const footing = words('Looking for the last lines. Kept fresh until ', timeNear(until, now), '.')
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [richText([{ words: [bold(heading)] }, { words: footing }]), ...buttons([stop(whose, follow)])],
  }
}

/** The same as it goes on: the newest of it, and until when it is kept fresh. */
export function followedLogs(view: LogsView, followed: Followed): Message {
  const offers = [
    followed.isOver ? followOn(view, followed.words) : stop(view, followed.follow),
    ...(followed.after !== undefined && view.tooMany
      ? [{ label: 'Roll back', command: rollBack(view) }]
      : []),
  ]
  return {
    text: clipMrkdwn(mrkdwn(headline(view))),
    blocks: [richText([...newestOf(view), { words: footing(view, followed) }]), ...buttons(offers)],
  }
}

/** A log that cannot be followed, and what would mend that. */
export function followFails(whose: Whose, why: string, wanted: string[]): Message {
  const heading = `${placeOf(whose)}: its log cannot be followed`
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [
      richText([{ words: [bold(heading)] }, { words: words(clip(oneLine(why), shown.why)) }]),
      ...buttons([followOn(whose, wanted)]),
    ],
  }
}

function followOn({ system, environment, service }: Whose, wanted: string[]): Offer {
  const typed = wanted.map(word => ` "${word.replaceAll('"', '')}"`).join('')
  const place = `--system ${system} --environment ${environment} --service ${service}`
  return { label: 'Follow on', command: `logs ${place} --follow 5m${typed}` }
}

function footing({ to }: LogsView, { until, isOver, stoppedBy, after }: Followed): Word[] {
  const since = after === undefined ? '' : `Since the ${named(after)}. `
  if (!isOver) return words(`${since}Kept fresh until `, timeNear(until, to), '.')
  const by = stoppedBy === undefined ? '' : `, stopped by ${named(stoppedBy)}`
  return words(`${since}Followed until `, timeNear(until, to), `${by}.`)
}
