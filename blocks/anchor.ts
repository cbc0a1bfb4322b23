import { clip, shown } from './limits.ts'
import type { Message } from './message.ts'
import { bold, code, richText, words } from './rich.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'

/** The head of a system's audit, told where whoever can write to Redis cannot change it afterwards. */
export function anchor(head: string, { system, title }: { system: string; title: string }): Message {
  const heading = `Audit of ${clip(oneLine(title), shown.name)}`
  const command = `npm run audit -- verify ${system} --head ${head}`
  return {
    text: clipMrkdwn(mrkdwn(`${heading}: ${head}`)),
    blocks: [
      richText([
        { words: [bold(heading), ...words(' up to now ends in '), code(head)] },
        { words: words('Whether it still holds that: ', code(command)) },
      ]),
    ],
  }
}
