import type { SeenMessage } from '../../sandbox/slack/reading/seen.ts'
import { eventually } from '../eventually.ts'

/** A place where messages stand one below the other: a channel, a thread, what somebody was told in person. */
export interface Place {
  messages(): SeenMessage[]
  /** As a chat: who said what, with buttons in brackets. */
  text(): string
  /** Waits until these stand there, one after the other. */
  shows(...parts: string[]): Promise<void>
  /** The latest message in which all of this stands, as soon as there is one. */
  message(...parts: string[]): Promise<SeenMessage>
  /** How often this stands there now. */
  count(part: string): number
  /** Waits until this stands there so many times. */
  showsTimes(times: number, part: string): Promise<void>
}

const line = ({ from, plain, buttons, menus, files }: SeenMessage): string =>
  [
    `${from}: ${plain}`,
    buttons.map(label => `[${label}]`).join(' '),
    Object.entries(menus)
      .map(([menu, options]) => `${menu}: ${options.join(' | ')}`)
      .join('\n'),
    files.map(({ name }) => `📎 ${name}`).join(' '),
  ]
    .filter(part => part !== '')
    .join('\n')

export function placeOf(messages: () => SeenMessage[]): Place {
  const text = () => messages().map(line).join('\n')
  const count = (part: string) => text().split(part).length - 1
  return {
    messages,
    text,
    async shows(...parts) {
      await eventually(() => {
        const all = text()
        let from = 0
        for (const part of parts) {
          const at = all.indexOf(part, from)
          if (at < 0) throw new Error(`"${part}" does not stand here in its place:\n${all}`)
          from = at + part.length
        }
        return true
      })
    },
    message: (...parts) =>
      eventually(() => {
        const found = messages().findLast(message => parts.every(part => line(message).includes(part)))
        if (!found) throw new Error(`No message with ${parts.join(' and ')} stands here:\n${text()}`)
        return found
      }),
    count,
    async showsTimes(times, part) {
      await eventually(() => {
        if (count(part) !== times) throw new Error(`"${part}" stands here ${count(part)} times:\n${text()}`)
        return true
      })
    },
  }
}
