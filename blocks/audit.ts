import { deedOf } from './audit-words.ts'
import { clip, limits, shown } from './limits.ts'
import type { Message } from './message.ts'
import { bold, clipLines, dotted, type Line, richText, type Word, words } from './rich.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'
import { dayTime } from './time.ts'

/** One entry of the audit. `at` in milliseconds since the epoch. */
export interface AuditLine {
  at: number
  /** Whoever did it, by name. */
  who: string
  /** As it is written: `acknowledge`, `run approve`. */
  what: string
  detail?: Record<string, unknown>
  /** The incident by its label, the change by its title, the service. */
  about: string
}

/** The latest entries of a system's audit, the newest first; and where it is not as it was written, above all of them. */
export function auditMessage(
  { lines, broken }: { lines: AuditLine[]; broken?: { at: number; why: string } },
  { system, title, service }: { system: string; title: string; service?: string | undefined },
): Message {
  const heading = `Audit of ${clip(oneLine(title), shown.name)}${service === undefined ? '' : ` ${service}`}`
  const shownLines = lines.map(
    (entry): Line => ({
      words: dotted(
        words(
          dayTime(entry.at),
          '  ',
          bold(clip(oneLine(entry.who), shown.name)),
          ` ${oneLine(deedOf(entry))}`,
          ...(entry.about === '' ? [] : [` ${clip(oneLine(entry.about), shown.title)}`]),
        ),
        ...more(entry).map(part => words(clip(oneLine(part), shown.why))),
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

/** What else is worth reading: to what, which level, what was called, why. */
function more({ detail = {} }: AuditLine): string[] {
  const { to, level, into, from, lead, call, why, reason, text } = detail
  const made = inDetail(call, 'action') && inDetail(call, 'on') ? `${call.action} on ${call.on}` : undefined
  const other = inDetail(into, 'number')
    ? `into INC-${into.number}`
    : inDetail(from, 'number')
      ? `INC-${from.number}`
      : undefined
  const parts = [
    to,
    typeof level === 'number' ? `level ${level}` : undefined,
    other,
    inDetail(lead, 'name') ? `to ${lead.name}` : undefined,
    ...[made, why, reason, text],
  ]
  return parts.filter(part => typeof part === 'string' && part !== '') as string[]
}

const inDetail = <K extends string>(value: unknown, key: K): value is Record<K, unknown> =>
  typeof value === 'object' && value !== null && key in value

const changed = ({ at, why }: { at: number; why: string }, system: string): Word[] =>
  words(
    '⛔ Somebody has changed this audit',
    ...(at > 0 ? [' at the entry of ', dayTime(at)] : []),
    `: ${why}. Do not rely on it. More is said by: npm run audit -- verify ${system}`,
  )
