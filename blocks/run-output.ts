import type { RichTextBlock } from '@slack/types'
import { backupsIn } from '../src/domain/backups.ts'
import type { Run } from '../src/domain/run/run.ts'
import { clip, shown } from './limits.ts'
import { preformatted } from './reading.ts'
import { richText, words } from './rich.ts'
import { oneLine } from './text.ts'

/** The end of what a run's last step has printed. */
export function printed({ steps }: Run): RichTextBlock[] {
  const output = steps.findLast(({ progress }) => progress?.output !== undefined)?.progress?.output
  return output?.trim() ? [preformatted(output)] : []
}

/** What there is to say of backups that a run has listed. */
export function listedBackups({ state, plan, steps, endedAt = 0 }: Run): RichTextBlock[] {
  const output = steps.at(-1)?.progress?.output
  if (state !== 'succeeded' || !plan.backups || output === undefined) return []
  return [richText(backupsIn(output, plan.backups, endedAt).map(line => ({ words: words(line) })))]
}

/** The last that its service printed since it began. */
export function logged({ log }: Run): RichTextBlock[] {
  if (!log) return []
  const say = (text: string) => richText([{ words: words(text) }])
  const service = clip(oneLine(log.service), shown.name)
  if ('unread' in log)
    return [say(`The log of ${service} could not be read: ${clip(oneLine(log.unread), shown.why)}`)]
  const whose = log.of === undefined ? service : `${service}, ${clip(oneLine(log.of), shown.name)}`
  return log.lines.length === 0
    ? [say(`Nothing is in the log of ${whose} since it began.`)]
    : [say(`Last in the log of ${whose}:`), preformatted(log.lines.join('\n'))]
}
