import { buttons } from './button.ts'
import { clip, limits, shown } from './limits.ts'
import type { Message } from './message.ts'
import { bold, clipWords, code, type Line, richText, words } from './rich.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'

export interface Topic {
  name: string
  summary: string
  example: string
  permission: Permission
  /** It takes more where something is to be changed. */
  takes?: unknown
  /** Told of one command only. */
  options?: { name: string; isFlag: boolean; help: string }[]
}

type Permission = 'anyone' | 'responders' | 'operators' | 'approvers' | 'operators or approvers'

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
  const [only, ...others] = commands
  const heading = only && others.length === 0 ? only.name : 'What Belay can do'
  const lines = topics.flatMap((topic): Line[] => [
    ...(others.length === 0 ? [] : [{ words: [bold(topic)] }]),
    ...commands
      .filter(command => topicOf(command) === topic)
      .flatMap(({ example, summary, options = [], ...rights }): Line[] => [
        {
          words: clipWords(
            words(code(clip(slashed(example), 120)), ` · ${clip(summary, 300)}`, whoMay(rights)),
            share,
          ),
        },
        ...options.map(({ name, isFlag, help }) => ({
          words: words('    ', code(`--${name}${isFlag ? '' : ' …'}`), ` ${help}`),
        })),
      ]),
  ])
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [
      richText([
        { words: [bold(heading)] },
        ...lines,
        ...(others.length === 0
          ? []
          : [{ words: words('One of them with its options: ', code(`/belay help ${others.at(-1)!.name}`)) }]),
        {
          words: words('In a thread, where slash commands do not work, mention @Belay with the same words.'),
        },
      ]),
      ...buttons(nextSteps),
    ],
  }
}

const whoMay = ({ permission, takes }: Pick<Topic, 'permission' | 'takes'>): string =>
  permission === 'anyone' ? '' : ` (${permission}${takes ? '; to change something, operators' : ''})`

const topicOf = ({ name }: Topic): string => name.split(' ')[0]!

const slashed = (example: string): string => (example.startsWith('/') ? example : `/belay ${example}`)
