import { clip, limits, shown } from './limits.ts'
import type { Message } from './message.ts'
import { bold, clipLines, type Line, richText, type Word, words } from './rich.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'
import { dayTime } from './time.ts'

/** One entry of the audit, with whoever did it by name. `at` in milliseconds since the epoch. */
export interface AuditLine {
  at: number
  who: string
  what: string
  detail: string
}

/** The latest entries of a system's audit, the newest first; and where it is not as it was written, above all of them. */
export function auditMessage(
  { lines, broken }: { lines: AuditLine[]; broken?: { at: number; why: string } },
  { system, title, service }: { system: string; title: string; service?: string | undefined },
): Message {
  const heading = `Audit of ${clip(oneLine(title), shown.name)}${service === undefined ? '' : ` ${service}`}`
  const shownLines = lines.map(
    ({ at, who, what, detail }): Line => ({
      words: words(
        dayTime(at),
        '  ',
        bold(clip(oneLine(who), shown.name)),
        ` ${oneLine(what)}`,
        ...(detail === '' ? [] : [` ${oneLine(detail)}`]),
      ),
    }),
  )
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [
      richText(
        clipLines(
          [
            { words: [bold(heading)] },
            ...(broken ? [{ words: changed(broken, system) }] : []),
            ...(shownLines.length > 0 ? shownLines : [{ words: words('Nothing is in it yet.') }]),
          ],
          limits.messageBody,
        ),
      ),
    ],
  }
}

const changed = ({ at, why }: { at: number; why: string }, system: string): Word[] =>
  words(
    '⛔ Somebody has changed this audit',
    ...(at > 0 ? [' at the entry of ', dayTime(at)] : []),
    `: ${why}. Do not rely on it. More is said by: npm run audit -- verify ${system}`,
  )
