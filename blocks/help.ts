import { buttons } from './button.ts'
import { clip, limits } from './limits.ts'
import type { Message } from './message.ts'
import { bold, clipWords, code, type Line, richText, words } from './rich.ts'

export interface Topic {
  name: string
  summary: string
  example: string
  permission: 'anyone' | 'responders' | 'operators' | 'approvers'
}

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
          words: words('In a thread, where slash commands do not work, mention @belay with the same words.'),
        },
        ...lines,
      ]),
      ...buttons([
        { label: 'Open incidents', command: 'incident list' },
        { label: 'Declare an incident', command: 'incident declare' },
        { label: 'Health', command: 'health' },
      ]),
    ],
  }
}

const topicOf = ({ name }: Topic): string => name.split(' ')[0]!

const slashed = (example: string): string => (example.startsWith('/') ? example : `/belay ${example}`)
