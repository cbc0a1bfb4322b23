import { buttons } from './button.ts'
import { clip, shown } from './limits.ts'
import type { Message } from './message.ts'
import { bold, dotted, type Line, richText, words } from './rich.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'
import { dayTime } from './time.ts'

/** Who is told at each level now. `until` in milliseconds since the epoch. */
export interface OnCallView {
  source: 'pagerduty' | 'ladder'
  levels: { level: number; user: { name: string }; until?: number }[]
}

/** Who would be told now, level by level; nobody is pinged by asking. */
export function oncall(title: string, { source, levels }: OnCallView): Message {
  const [first] = levels
  const heading = first
    ? `On call for ${name(title)}: ${name(first.user.name)}`
    : `Nobody is on call for ${name(title)}`
  const numbers = [...new Set(levels.map(({ level }) => level))].sort((a, b) => a - b)
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [
      richText([
        { words: [bold(heading)] },
        ...numbers.map(number => levelLine(number, levels)),
        {
          words: words(
            source === 'pagerduty'
              ? 'As PagerDuty says.'
              : 'As the system file says; PagerDuty was not asked or did not answer.',
          ),
        },
      ]),
      ...buttons([{ label: 'Open incidents', command: 'incident list' }]),
    ],
  }
}

const name = (text: string): string => clip(oneLine(text), shown.name)

function levelLine(number: number, levels: OnCallView['levels']): Line {
  const people = levels.filter(({ level }) => level === number)
  const named = people
    .slice(0, shown.people)
    .map(({ user, until }) =>
      until === undefined ? words(name(user.name)) : words(`${name(user.name)} until `, dayTime(until)),
    )
  const left = people.length - named.length
  return { words: words(`Level ${number}: `, dotted(...named, left > 0 ? words(`${left} more`) : [])) }
}
