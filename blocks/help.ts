import { actions, button, menu } from './button.ts'
import { clip, limits, shown } from './limits.ts'
import type { Message } from './message.ts'
import { bold, clipLines, code, dotted, type Line, richText, words } from './rich.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'

export interface Topic {
  name: string
  aliases?: string[]
  summary: string
  more?: string
  example: string
  permission: Permission
  /** It takes more where something is to be changed. */
  takes?: unknown
}

/** Commands for one purpose, those that are wanted most first. */
export interface Section<Command extends Topic = Topic> {
  title: string
  /** What they do, in a line of a phone or two. */
  about: string
  commands: Command[]
}

export interface Option {
  name: string
  isFlag: boolean
  help: string
}

type Permission = 'anyone' | 'responders' | 'operators' | 'approvers' | 'operators or approvers'

/** What each section is for, and a way into it: a screen of a phone. `asked` is what there is no help on. */
export function overview(sections: Section[], asked?: string): Message {
  const heading =
    asked === undefined
      ? 'What Belay can do'
      : `There is no help on "${clip(oneLine(asked), shown.name)}". What there is:`
  return helpMessage(
    heading,
    [
      ...sections.map(({ title, about }) => ({ words: words(bold(title), `: ${about}`) })),
      {
        words: words(
          'More: ',
          code(`/belay help ${sections[0]!.title.toLowerCase()}`),
          ' or of any command. In a thread: ',
          code('@Belay help'),
        ),
      },
    ],
    sections,
  )
}

/** Each of some commands in a line. */
export const list = (topic: string, commands: Topic[]): Message =>
  helpMessage(`What Belay can do: ${clip(oneLine(topic), shown.name)}`, [
    ...commands.map(inShort),
    { words: words('One of them with its options: ', code(`/belay help ${commands.at(-1)!.name}`)) },
  ])

/** All about one command; those that begin with its name are listed beneath. */
export function details(
  {
    name,
    aliases = [],
    summary,
    more,
    example,
    options,
    ...rights
  }: Omit<Topic, 'example'> & { example: string | undefined; options: Option[] },
  others: Topic[],
): Message {
  return helpMessage(name, [
    ...(example === undefined ? [] : [{ words: [code(slashed(example))] }]),
    { words: words([summary, ...(more === undefined ? [] : [more])].map(sentence).join(' ')) },
    ...options.map(({ name, isFlag, help }) => ({
      words: words('    ', code(`--${name}${isFlag ? '' : ' …'}`), ` ${help}`),
    })),
    { words: words(`For ${whoMay(rights)}.`) },
    ...(aliases.length === 0 ? [] : [{ words: words(`Also: ${aliases.join(', ')}`) }]),
    ...(others.length === 0 ? [] : [{ words: words('Beside it:') }, ...others.map(inShort)]),
  ])
}

const helpMessage = (heading: string, lines: Line[], sections: Section[] = []): Message => ({
  text: clipMrkdwn(mrkdwn(heading)),
  blocks: [
    richText([{ words: [bold(heading)] }, ...clipLines(lines, limits.messageBody)]),
    ...actions([
      menu(
        'Commands for …',
        sections.map(({ title }) => ({ label: title, command: `help ${title.toLowerCase()}` })),
      ),
      ...nextSteps.map(button),
    ]),
  ],
})

const nextSteps = [
  { label: 'Open incidents', command: 'incident list' },
  { label: 'Declare an incident', command: 'incident declare' },
  { label: 'Health', command: 'health' },
]

const inShort = ({ name, summary }: Topic): Line => ({ words: dotted([code(name)], words(summary)) })

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

const whoMay = ({ permission, takes }: Pick<Topic, 'permission' | 'takes'>): string =>
  takes ? `${permission}; to change something, operators` : permission

const slashed = (example: string): string => (example.startsWith('/') ? example : `/belay ${example}`)
