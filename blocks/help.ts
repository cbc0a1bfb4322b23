import { buttons } from './button.ts'
import { clip, limits, shown } from './limits.ts'
import type { Message } from './message.ts'
import { bold, clipWords, code, type Line, richText, words } from './rich.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'

export interface Topic {
  name: string
  summary: string
  example: string
  permission: 'anyone' | 'responders' | 'operators' | 'approvers' | 'operators or approvers'
}

/** What there is, to be asked for one by one: a phone shows little more. `asked` is what there is no help on. */
export function overview(commands: Topic[], asked?: string): Message {
  const topics = [...new Set(commands.map(topicOf))]
  const within = (topic: string) => commands.filter(({ name }) => name.startsWith(`${topic} `))
  const alone = commands.filter(({ name }) => !name.includes(' '))
  const rest = (topic: string, { name }: Topic) => name.slice(topic.length + 1)
  const lines = topics
    .filter(topic => within(topic).length > 0)
    .map(topic =>
      words(
        bold(topic),
        `: ${within(topic)
          .map(one => rest(topic, one))
          .join(', ')}`,
      ),
    )
  const heading =
    asked === undefined
      ? 'What Belay can do'
      : `There is no help on "${clip(oneLine(asked), shown.name)}". What there is:`
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [
      richText(
        [
          [bold(heading)],
          ...lines,
          words(alone.map(({ name }) => name).join(', ')),
          words(
            'More on each with ',
            code('/belay help incident'),
            ' and so on. In a thread: ',
            code('@Belay help'),
          ),
        ].map(line => ({ words: clipWords(line, limits.section) })),
      ),
      ...buttons(nextSteps),
    ],
  }
}

const nextSteps = [
  { label: 'Open incidents', command: 'incident list' },
  { label: 'Declare an incident', command: 'incident declare' },
  { label: 'Health', command: 'health' },
]

/** What can be typed, by topic (the first word of the command), with who may. */
export function help(commands: Topic[]): Message {
  const share = Math.floor((limits.messageCharacters - 1500) / Math.max(1, commands.length))
  const topics = [...new Set(commands.map(topicOf))]
  const lines = topics.flatMap((topic): Line[] => [
    { words: [bold(topic)] },
    ...commands
      .filter(command => topicOf(command) === topic)
      .map(({ example, summary, permission }) => ({
        words: clipWords(
          words(
            code(clip(slashed(example), 120)),
            ` · ${clip(summary, 300)}`,
            permission === 'anyone' ? '' : ` (${permission})`,
          ),
          share,
        ),
      })),
  ])
  return {
    text: 'What Belay can do: /belay incident, /belay health …',
    blocks: [
      richText([
        { words: [bold('What Belay can do')] },
        {
          words: words('In a thread, where slash commands do not work, mention @Belay with the same words.'),
        },
        ...lines,
      ]),
      ...buttons(nextSteps),
    ],
  }
}

const topicOf = ({ name }: Topic): string => name.split(' ')[0]!

const slashed = (example: string): string => (example.startsWith('/') ? example : `/belay ${example}`)
